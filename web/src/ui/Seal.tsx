/** The seal mark of the product: 关系 in a cinnabar square. A picture, so that no reader spells it out. */
export function Seal({ size = 34 }: { size?: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" />;
}
