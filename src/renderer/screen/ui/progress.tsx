/** How far a long job is. Without a `total` it only shows that it goes on. */
export function Progress(props: { label: string; done: number; total: number; shows?: string }) {
  const known = props.total > 0;
  const share = known ? Math.min(1, Math.max(0, props.done / props.total)) : 0;
  return (
    <div className="progress grow">
      <div className="progress-words">
        <span>{props.label}</span>
        <span className="number">{props.shows ?? (known ? `${Math.round(share * 100)} %` : '')}</span>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(known ? { 'aria-valuenow': Math.round(share * 100) } : {})}
      >
        <div
          className={known ? 'progress-done' : 'progress-done progress-unknown'}
          style={known ? { width: `${share * 100}%` } : undefined}
        />
      </div>
    </div>
  );
}
