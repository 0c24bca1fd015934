import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A modal dialog; Escape and a press beside it close it, and the focus returns where it was. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode; actions?: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        props.onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div className="dialog-inside">
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
        {props.actions ? <div className="dialog-actions">{props.actions}</div> : null}
      </div>
    </dialog>
  );
}
