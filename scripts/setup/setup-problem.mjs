/** Set-up cannot go on. The message says exactly what is missing; `help` what the person can do about it. */
export class SetupProblem extends Error {
  constructor(message, help) {
    super(message);
    this.name = 'SetupProblem';
    this.help = help;
  }
}
