import { monogram, tintOf } from "@/kernel/text";
import styles from "./Avatar.module.css";

interface AvatarProps {
  name: string;
  size?: number;
  /** Organisations are square, people are round. */
  square?: boolean;
  /** Without colour, for rows where many stand below each other. */
  plain?: boolean;
}

/** A name as one character; never smaller than can be read. */
export function Avatar({ name, size = 24, square, plain }: AvatarProps) {
  const side = Math.max(22, size);
  return (
    <span
      className={styles.avatar}
      data-pigment={plain ? "neutral" : tintOf(name)}
      data-square={square || undefined}
      style={{ width: side, height: side, fontSize: Math.round(side * (side > 40 ? 0.42 : 0.5)) }}
      // Drawn by the style and not as text: it must not become part of the name of a button around it.
      data-letter={monogram(name)}
      aria-hidden="true"
    />
  );
}
