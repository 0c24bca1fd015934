declare const brand: unique symbol;
/** A value that only the module which names it can make. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
