import { useId, type ReactNode, type Ref } from 'react';

/** One part of the page, under its heading, which can be given the focus when what had it is gone. */
export function Part(props: { title: string; headingRef?: Ref<HTMLHeadingElement>; children: ReactNode }) {
  const { title, headingRef, children } = props;
  const id = useId();
  return (
    <section className="card card-pad stack telephone-part" aria-labelledby={id}>
      <h2 id={id} ref={headingRef} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
