import { locale } from "./locale";

const EXTENSION = { "zh-CN": "转", "zh-TW": "轉", en: "ext." };

/** A phone number as people read it aloud: mobiles of the mainland in 3-4-4. */
export function formatPhone(value: string): string {
  const [main = "", extension] = value.split(";ext=");
  const shown = readable(main);
  return extension ? `${shown} ${EXTENSION[locale()]} ${extension}` : shown;
}

function readable(main: string): string {
  const mobile = main.match(/^\+86(1\d{2})(\d{4})(\d{4})$/);
  if (mobile) return `${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  const metropolis = main.match(/^\+86(10|2\d)(\d{4})(\d{4})$/);
  if (metropolis) return `0${metropolis[1]} ${metropolis[2]} ${metropolis[3]}`;
  const hotline = main.match(/^\+86(400|800)(\d{3})(\d{4})$/);
  if (hotline) return `${hotline[1]} ${hotline[2]} ${hotline[3]}`;
  const land = main.match(/^\+86([3-9]\d{2})(\d{3,4})(\d{4})$/);
  if (land) return `0${land[1]} ${land[2]} ${land[3]}`;
  const hongkong = main.match(/^\+(852|853)(\d{4})(\d{4})$/);
  if (hongkong) return `+${hongkong[1]} ${hongkong[2]} ${hongkong[3]}`;
  const taiwan = main.match(/^\+886(9\d{2})(\d{3})(\d{3})$/);
  if (taiwan) return `+886 ${taiwan[1]} ${taiwan[2]} ${taiwan[3]}`;
  return main;
}

/** What a person typed, without the blanks and dashes that they typed for themselves. */
export function tidyPhone(input: string): string {
  const plain = input
    .normalize("NFKC")
    .replace(/(转|轉|分机|分機|ext\.?|x)\s*/i, ";ext=")
    .replace(/[^\d+;=ext]/gi, "");
  const bare = plain.replace(/^0086/, "+86").replace(/^86(?=1[3-9]\d{9}$)/, "+86");
  return /^1[3-9]\d{9}(;ext=\d+)?$/.test(bare) ? `+86${bare}` : bare;
}

/** The address that makes the phone dial. */
export function dialLink(value: string): string {
  return `tel:${value.replace(";ext=", ",")}`;
}
