import type { ComponentProps, ReactNode } from 'react';

export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet';

type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  look?: ButtonLook;
  big?: boolean;
  busy?: boolean;
  icon?: ReactNode;
  children: ReactNode;
};

/** A button; while `busy` it keeps its place and the focus, says so, and does nothing. */
export function Button({
  look = 'plain',
  big = false,
  busy = false,
  icon,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = ['button', `button-${look}`, big ? 'button-big' : '', className ?? ''].join(' ').trim();
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (!busy) onClick?.(event);
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon}
      {children}
    </button>
  );
}
