/**
 * What our fonts can draw of a text. Names in chats are full of emoji and of letters dressed up
 * as 𝗯𝗼𝗹𝗱 or Ｗｉｄｅ: the dressed-up ones become plain, the rest is left out rather than
 * printed as empty boxes.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(NOT_DRAWN, (character) => character.normalize('NFKC').replace(NOT_DRAWN, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

// Latin letters with their accents, digits, punctuation and currency.
const NOT_DRAWN =
  /[^\u0020-\u007E\u00A1-\u00AC\u00AE-\u0148\u014A-\u017E\u0218-\u021B\u1EA0-\u1EF9\u2010\u2012-\u2015\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122\u2212]/gu
