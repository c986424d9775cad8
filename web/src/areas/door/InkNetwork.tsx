import { useLocaleCode } from "@/schema";
import styles from "./InkNetwork.module.css";

interface Node {
  x: number;
  y: number;
  r: number;
  word: string;
  /** As Taiwan writes it, where that differs. */
  full?: string;
}

// Surnames as they meet in any city; decoration, not data.
const NODES: Record<string, Node> = {
  lin: { x: 340, y: 212, r: 38, word: "林" },
  zhou: { x: 60, y: 132, r: 28, word: "周" },
  su: { x: 234, y: 66, r: 22, word: "苏", full: "蘇" },
  gu: { x: 458, y: 100, r: 20, word: "顾", full: "顧" },
  heng: { x: 160, y: 292, r: 26, word: "恒", full: "恆" },
  shen: { x: 486, y: 322, r: 28, word: "沈" },
  yun: { x: 312, y: 398, r: 24, word: "云", full: "雲" },
  chen: { x: 26, y: 356, r: 20, word: "陈", full: "陳" },
  xu: { x: 186, y: 462, r: 18, word: "许", full: "許" },
  lu: { x: 414, y: 500, r: 20, word: "陆", full: "陸" },
};

const EDGES: [string, string, number, boolean?][] = [
  ["zhou", "su", -36],
  ["su", "lin", 22],
  ["su", "gu", 24],
  ["gu", "lin", 40],
  ["zhou", "heng", -30],
  ["heng", "lin", -16, true],
  ["lin", "shen", 14, true],
  ["heng", "chen", -14],
  ["heng", "yun", -20],
  ["yun", "shen", 22],
  ["chen", "xu", -12],
  ["xu", "yun", -18],
  ["yun", "lu", -26],
];

function curve(a: Node, b: Node, bend: number): string {
  const mx = (a.x + b.x) / 2;
  const my = (a.y + b.y) / 2;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const cx = mx - ((b.y - a.y) / length) * bend;
  const cy = my + ((b.x - a.x) / length) * bend;
  return `M${a.x} ${a.y}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${b.x} ${b.y}`;
}

/** People as ink on night paper, one of them sealed. */
export function InkNetwork() {
  const traditional = useLocaleCode() === "zh-TW";
  return (
    <svg className={styles.network} viewBox="-10 20 540 520" aria-hidden="true">
      {EDGES.map(([from, to, bend, near]) => {
        const a = NODES[from];
        const b = NODES[to];
        return (
          a && b && <path key={from + to} d={curve(a, b, bend)} className={near ? styles.near : styles.far} />
        );
      })}
      {Object.entries(NODES).map(([key, node]) => (
        <g key={key} className={key === "lin" ? styles.center : styles.node}>
          <circle cx={node.x} cy={node.y} r={node.r} />
          <text x={node.x} y={node.y} fontSize={node.r * 0.82} dy="0.36em">
            {(traditional && node.full) || node.word}
          </text>
        </g>
      ))}
    </svg>
  );
}
