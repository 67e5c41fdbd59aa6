import { fileURLToPath } from 'node:url'

/** Fonts come with the program: a server has none, and paper must look the same everywhere. */
export const FONT_FILES = {
  regular: jakarta('400Regular'),
  medium: jakarta('500Medium'),
  bold: jakarta('700Bold'),
  heavy: jakarta('800ExtraBold'),
  /** For codes: every character equally wide, 0 and O, 1 and l told apart. */
  code: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/jetbrains-mono/700Bold/JetBrainsMono_700Bold.ttf'),
  ),
}

export type FontName = keyof typeof FONT_FILES

function jakarta(weight: string) {
  const file = `@expo-google-fonts/plus-jakarta-sans/${weight}/PlusJakartaSans_${weight}.ttf`
  return fileURLToPath(import.meta.resolve(file))
}
