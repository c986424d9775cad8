import type { Network, NetworkPerson } from "@/api/types";

export interface Spot {
  person: NetworkPerson;
  x: number;
  y: number;
}

export interface Picture {
  width: number;
  height: number;
  centre: { x: number; y: number };
  spots: Spot[];
  /** People that the picture has no room for; the list below has them. */
  more: number;
}

const ROOM = 7;

/** Those who decide first, then the warm ones: they must not fall off the picture. */
export function ranked(people: NetworkPerson[]): NetworkPerson[] {
  const weight = (person: NetworkPerson) => (person.decision_role ? 10 : 0) + person.warmth;
  return [...people].sort((a, b) => weight(b) - weight(a));
}

/** Places people around the record on an ellipse, the first at the top. */
export function layOut(network: Network): Picture {
  const width = 284;
  const shown = ranked(network.people).slice(0, ROOM);
  const height = shown.length <= 2 ? 130 : 236;
  const centre = { x: width / 2, y: height / 2 };
  const flat = shown.length <= 2;
  const spots = shown.map((person, index) => {
    const angle = flat
      ? Math.PI * (index === 0 ? 1 : 0)
      : -Math.PI / 2 + (index * 2 * Math.PI) / shown.length;
    return {
      person,
      x: Math.round(centre.x + Math.cos(angle) * 98),
      y: Math.round(centre.y + Math.sin(angle) * 78),
    };
  });
  return { width, height, centre, spots, more: network.people.length - shown.length };
}

/** A line from the centre that leans a little, as if drawn with a brush. */
export function stroke(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const bend = 0.12;
  const mx = (from.x + to.x) / 2 - (to.y - from.y) * bend;
  const my = (from.y + to.y) / 2 + (to.x - from.x) * bend;
  return `M${from.x} ${from.y}Q${mx.toFixed(1)} ${my.toFixed(1)} ${to.x} ${to.y}`;
}

export function toneOf(warmth: number): "hot" | "warm" | "cold" | "none" {
  if (warmth >= 4) return "hot";
  if (warmth >= 3) return "warm";
  return warmth >= 1 ? "cold" : "none";
}
