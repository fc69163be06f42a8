/**
 * `npm run --silent seating -- --people 30 --size 4 --rounds 6 [--positions 6,7,6,3,8] [--seed 1]`: prints a
 * seating plan as one line of JSON. People are numbered from 0, in the order of the positions.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { planSeating } from '../src/lib/methods/seating/seating.ts';
import { plainly } from './plainly.ts';

function requestFrom(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			people: { type: 'string' },
			size: { type: 'string', default: '4' },
			rounds: { type: 'string', default: '1' },
			positions: { type: 'string' },
			seed: { type: 'string', default: '1' },
		},
	});
	const positions = values.positions
		?.split(',')
		.flatMap((count, position) =>
			Array.from({ length: whole('--positions', count, 0, 1000) }, () => `${position}`),
		);
	const count = whole('--people', values.people ?? `${positions?.length ?? ''}`, 1, 1000);
	if (positions && positions.length !== count) {
		throw new RangeError(`--positions adds up to ${positions.length}, not to ${count}`);
	}
	return {
		people: Array.from({ length: count }, (_, id) => {
			const position = positions?.[id];
			return position === undefined ? { id: `${id}` } : { id: `${id}`, position };
		}),
		size: whole('--size', values.size, 2, 100),
		rounds: whole('--rounds', values.rounds, 1, 200),
		seed: whole('--seed', values.seed, 0, 2 ** 32),
	};
}

function whole(name: string, text: string, least: number, most: number): number {
	const number = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
	if (number >= least && number <= most) return number;
	throw new RangeError(`${name} takes whole numbers from ${least} to ${most}, not "${text}"`);
}

await plainly(() => {
	const request = requestFrom(process.argv.slice(2));
	const start = performance.now();
	const { rounds, certificate } = planSeating(request);
	const ms = Math.round((performance.now() - start) * 10) / 10;
	const { repeats, samePosition, lowerBound } = certificate;
	const numbered = rounds.map((round) => round.map((table) => table.map(Number)));
	console.log(JSON.stringify({ rounds: numbered, repeats, samePosition, lowerBound, ms }));
});
