/** Pills beside each other: clipped in a list, wrapped on a page. */
export function PillRow({ children, wrap }: { children: React.ReactNode; wrap?: boolean }) {
  return (
    <span
      style={{ display: "flex", gap: 4, minWidth: 0, overflow: "hidden", flexWrap: wrap ? "wrap" : "nowrap" }}
    >
      {children}
    </span>
  );
}
