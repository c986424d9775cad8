import type { Network } from "@/api/types";
import { monogram } from "@/kernel/text";
import { layOut, stroke, toneOf } from "./layout";
import styles from "./Network.module.css";

interface NetworkPictureProps {
  network: Network;
  label: string;
  square: boolean;
  onOpen: (module: string, id: string) => void;
}

const cut = (words: string, most: number) =>
  [...words].length > most ? `${[...words].slice(0, most - 1).join("")}…` : words;

/** The people around a record; the thicker and warmer the line, the closer they are. The list says the same. */
export function NetworkPicture({ network, label, square, onOpen }: NetworkPictureProps) {
  const { width, height, centre, spots } = layOut(network);
  const at = new Map(spots.map((spot) => [spot.person.id, spot]));
  const reports = network.edges.filter((edge) => edge.kind === "reports_to");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.picture} role="img" aria-label={label}>
      {reports.map((edge) => {
        const from = at.get(edge.from);
        const to = at.get(edge.to);
        return from && to ? (
          <path key={`${edge.from}-${edge.to}`} d={stroke(from, to)} className={styles.report} />
        ) : null;
      })}
      {spots.map(({ person, x, y }) => (
        <path
          key={person.id}
          d={stroke(centre, { x, y })}
          className={styles.edge}
          data-tone={toneOf(person.warmth)}
          strokeWidth={1 + person.warmth * 0.5}
        />
      ))}
      <g>
        {square ? (
          <rect x={centre.x - 24} y={centre.y - 24} width="48" height="48" rx="11" className={styles.core} />
        ) : (
          <circle cx={centre.x} cy={centre.y} r="24" className={styles.core} />
        )}
        <text x={centre.x} y={centre.y + 8} className={styles.coreText}>
          {monogram(network.center.title)}
        </text>
      </g>
      {spots.map(({ person, x, y }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list below is the keyboard's and the reader's way.
        <g key={person.id} className={styles.person} onClick={() => onOpen(person.module, person.id)}>
          <circle
            cx={x}
            cy={y}
            r="17"
            data-tone={toneOf(person.warmth)}
            data-decides={person.decision_role === "decision_maker" || undefined}
          />
          <text x={x} y={y + 5} className={styles.face}>
            {monogram(person.title)}
          </text>
          <text x={x} y={y < centre.y - 20 ? y - 23 : y + 31} className={styles.name}>
            {cut([person.title, person.subtitle].filter(Boolean).join(" · "), 9)}
          </text>
        </g>
      ))}
    </svg>
  );
}
