/** A few numbers, each with what it means. */
export function Figures({ items }: { items: readonly { says: string; value: string }[] }) {
  return (
    <dl className="figures">
      {items.map((item) => (
        <div key={item.says} className="figure">
          <dt>{item.says}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
