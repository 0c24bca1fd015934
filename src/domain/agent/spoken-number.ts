/** Digit by digit in groups, so that no voice reads a telephone number as a sum: "5 5 5, 0 1 0, 0 1 9 9". */
export function spokenNumber(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  const groups =
    digits.length === 10
      ? [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)]
      : digits.length === 7
        ? [digits.slice(0, 3), digits.slice(3)]
        : [digits];
  return groups.map((group) => group.replace(/(?<=.)(?=.)/g, ' ')).join(', ');
}
