const QUIETEST_DB = -60;

/** How loud something was, from -60 dBFS to 0. */
export function Level({ label, db }: { label: string; db: number | null }) {
  const share = db === null ? 0 : Math.min(1, Math.max(0, (db - QUIETEST_DB) / -QUIETEST_DB));
  return (
    <div
      className="level"
      role="meter"
      aria-label={label}
      aria-valuemin={QUIETEST_DB}
      aria-valuemax={0}
      aria-valuenow={db === null ? QUIETEST_DB : Math.round(Math.min(0, Math.max(QUIETEST_DB, db)))}
      aria-valuetext={db === null ? 'nothing' : `${Math.round(db)} decibels`}
    >
      <div className="level-fill" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
