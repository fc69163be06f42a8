/** Loaded before a program (node --import): its clock is wrong by as many milliseconds as the file CLOCK_SHIFT_FILE says. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const file = process.env.CLOCK_SHIFT_FILE ?? '';
const Right = Date;
let shift = read();
setInterval(() => (shift = read()), 50).unref();

function read(): number {
	try {
		return Number(readFileSync(file, 'utf8')) || 0;
	} catch {
		return 0;
	}
}

const wrong = () => Right.now() + shift;

globalThis.Date = new Proxy(Right, {
	construct: (date, given, target) =>
		Reflect.construct(
			date,
			given.length === 0 ? [wrong()] : given,
			target === Date ? date : target,
		),
	apply: () => new Right(wrong()).toString(),
	get: (date, name) => (name === 'now' ? wrong : Reflect.get(date, name)),
});
