/** Puts facts of ours into a prompt's `{{name}}`; what comes from outside is never among them. */
export function fillPrompt(prompt: string, facts: Record<string, string>): string {
  return prompt.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => facts[name] ?? '')
}
