/**
 * The `count`-th wish of one screen about who serves the caller; a page that is loaded anew is another screen. A wish
 * goes two ways: straight to the line, and to main, which passes it on in case the first way is blocked. Whatever arrives
 * second must not be done a second time: between the two the person may have wished the opposite.
 */
export type WishStamp = { readonly screen: string; readonly count: number };

/** Of each screen, by its name, the newest wish that is known of. */
export type WishesKnown = Readonly<Record<string, number>>;

export const noWishes: WishesKnown = {};

export const isNewWish = (known: WishesKnown, { screen, count }: WishStamp): boolean => count > (known[screen] ?? 0);

export const withWish = (known: WishesKnown, wish: WishStamp): WishesKnown =>
  isNewWish(known, wish) ? { ...known, [wish.screen]: wish.count } : known;

export const withWishes = (known: WishesKnown, others: WishesKnown): WishesKnown =>
  Object.entries(others).reduce((all, [screen, count]) => withWish(all, { screen, count }), known);

/** Whether whoever knows of `known` has heard of all the others. */
export const knowsAll = (known: WishesKnown, others: WishesKnown): boolean =>
  Object.entries(others).every(([screen, count]) => !isNewWish(known, { screen, count }));
