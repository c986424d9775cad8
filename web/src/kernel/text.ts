const HAN = /\p{Script=Han}/u;

/** The one character that stands for a name in an avatar: given name for Chinese people, else the initial. */
export function monogram(name: string): string {
  const plain = name.replace(/[（(].*$/, "").trim();
  if (!plain) return "·";
  const characters = [...plain];
  if (HAN.test(plain)) {
    const han = characters.filter((character) => HAN.test(character));
    // 2-4 Han characters are a person's name: the last character is what colleagues call them by.
    return (han.length <= 4 ? han.at(-1) : companyCharacter(han)) ?? "·";
  }
  return (characters[0] ?? "·").toUpperCase();
}

const PLACES =
  /^(北京|上海|天津|重庆|深圳|广州|杭州|苏州|无锡|南京|成都|武汉|长沙|青岛|宁波|厦门|东莞|佛山|合肥|济南|郑州|西安|福州|大连|沈阳|台北|香港|江苏|浙江|广东|山东|四川|湖北|湖南|福建|安徽|河南|河北|中国)(省|市)?/;

function companyCharacter(han: string[]): string | undefined {
  const word = han.join("").replace(PLACES, "");
  return [...word][0] ?? han[0];
}

const TINTS = ["azurite", "malachite", "gamboge", "ochre", "violet", "ink"] as const;

/** A stable pigment for a name, so that a face keeps its colour everywhere. */
export function tintOf(name: string): (typeof TINTS)[number] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return TINTS[sum % TINTS.length] ?? "ink";
}

/** Several things said in one line, with the comma of the language. */
export function joinWords(words: readonly string[], chinese: boolean): string {
  return words.join(chinese ? "、" : ", ");
}

/** Words as the beginning of a line: tomorrow becomes Tomorrow. */
export function lineStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
