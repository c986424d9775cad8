/** The seal mark of the product: 关系 in a cinnabar square. */
export function Seal({ size = 34 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="13" fill="var(--seal)" />
      <rect
        x="4.5"
        y="4.5"
        width="55"
        height="55"
        rx="9.5"
        fill="none"
        stroke="var(--on-seal)"
        strokeOpacity=".62"
        strokeWidth="1.7"
      />
      <g
        fill="var(--on-seal)"
        fontFamily="var(--font-display)"
        fontWeight="700"
        fontSize="25"
        textAnchor="middle"
      >
        <text x="32" y="30">
          关
        </text>
        <text x="32" y="55">
          系
        </text>
      </g>
    </svg>
  );
}
