/** How loud something is, 0 to 100. It is heard while it is moved. */
export function VolumeSlider(props: {
  volume: number;
  onVolume: (volume: number) => void;
  /** Where no label elsewhere is for its id. */
  label?: string;
  id?: string;
  describedBy?: string;
}) {
  const { volume, onVolume, label, id, describedBy } = props;
  return (
    <input
      id={id}
      className="volume"
      type="range"
      min={0}
      max={100}
      step={5}
      value={volume}
      aria-label={label}
      aria-describedby={describedBy}
      aria-valuetext={`${volume} percent`}
      onChange={(event) => {
        onVolume(Number(event.target.value));
      }}
    />
  );
}
