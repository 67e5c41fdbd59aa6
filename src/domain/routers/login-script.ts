/**
 * What a router runs when somebody logs in. It must never harm the login: whatever goes wrong is
 * swallowed, and after five seconds it is left. RouterOS 7; also runs on 6.49.
 */
export function loginScript({
  url,
  token,
  event,
}: {
  url: string
  token: string
  event: 'login' | 'logout'
}): string {
  return `:do { /tool fetch url="${url}" http-method=post http-header-field="X-Router-Token: ${token}" http-data=("event=${event}&user=" . $user) output=none duration=5s } on-error={}`
}

/** The whole as a file to be imported. A profile that has a script of its own, not ours, keeps it. */
export function scriptFile({
  url,
  profiles,
  onLogin,
  onLogout,
}: {
  url: string
  profiles: string[]
  onLogin: string
  onLogout: string
}): string {
  const set = (profile: string, field: string, script: string) =>
    `/ip hotspot user profile set [find where name=${quote(profile)} and (${field}="" or ${field}~${quote(url)})] ${field}=${quote(script)}`
  const lines = profiles.flatMap((profile) => [
    set(profile, 'on-login', onLogin),
    set(profile, 'on-logout', onLogout),
  ])
  return `${lines.join('\r\n')}\r\n`
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\$?]/g, String.raw`\$&`)}"`
}
