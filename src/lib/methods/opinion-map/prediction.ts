import { seededRandom } from '../seeded-random.ts';
import type { Random } from '../seeded-random.ts';
import { keepVotes } from './conversation.ts';
import type { Conversation } from './conversation.ts';

/**
 * Votes explained by a mean, how much a person tends to agree, how much a statement is agreed with
 * whoever is asked, and how both stand on a few axes:
 * vote = mean + person + statement + personAxes · statementAxes
 * (the form of Community Notes' ranking: "Birdwatch", Wojcik et al. 2022), by alternating ridge
 * regressions. The statement's own part is what is agreed with beyond one side.
 */
export type Model = {
	rank: number;
	mean: number;
	/** Row by row 1 + rank numbers: own part, then the axes. */
	people: Float64Array;
	statements: Float64Array;
};
type Settings = { rank: number; personRidge: number; axisRidge: number };

const STATEMENT_RIDGE = 1;
const STEPS = 10;
const SHARE_INSIDE = 0.12;
/** A model must beat the shrunken statement means by this share before it is believed. */
const WORTH = 0.01;

const PLAIN: Settings = { rank: 0, personRidge: 1e9, axisRidge: 1 };
const CANDIDATES: readonly Settings[] = [
	PLAIN,
	{ rank: 0, personRidge: 4, axisRidge: 1 },
	...[1, 2, 3, 4].flatMap((rank) =>
		[3, 7].map((axisRidge) => ({ rank, personRidge: 4, axisRidge })),
	),
];

/**
 * The model that foretells hidden votes best; which one is decided within the conversation, and
 * anything beyond the shrunken statement means must be better by more than its own error.
 */
export function modelOf(conversation: Conversation, seed = 1): Model {
	const random = seededRandom(seed);
	const votes = conversation.vote.length;
	const folds = votes < 2_000 ? 12 : votes < 20_000 ? 4 : 2;
	const errors = CANDIDATES.map((): number[] => []);
	for (let fold = 0; fold < folds; fold += 1) {
		const hidden = conversation.vote.map(() => +(random.next() < SHARE_INSIDE));
		const shown = keepVotes(conversation, (place) => hidden[place] === 0);
		CANDIDATES.forEach((settings, at) => {
			const model = fit(shown, settings, random);
			errors[at]?.push(squaredError(conversation, hidden, model));
		});
	}
	const totals = errors.map((list) => list.reduce((sum, error) => sum + error, 0));
	const best = totals.indexOf(Math.min(...totals));
	const isBelieved = isClearlyLess(errors[best] ?? [], errors[0] ?? []);
	return fit(conversation, (isBelieved ? CANDIDATES[best] : undefined) ?? PLAIN, random);
}

function isClearlyLess(errors: readonly number[], plain: readonly number[]): boolean {
	const gains = errors.map((error, fold) => (plain[fold] ?? 0) - error);
	const mean = gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, gains.length);
	const spread = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);
	const standardError = Math.sqrt(spread / Math.max(1, gains.length * (gains.length - 1)));
	const before = plain.reduce((sum, error) => sum + error, 0) / Math.max(1, plain.length);
	return mean > 2.5 * standardError && mean > WORTH * before;
}

function squaredError(all: Conversation, hidden: Int8Array, model: Model): number {
	let sum = 0;
	for (let row = 0; row < all.people.length; row += 1) {
		for (let place = all.start[row] ?? 0; place < (all.start[row + 1] ?? 0); place += 1) {
			if (hidden[place] === 0) continue;
			sum += ((all.vote[place] ?? 0) - foretell(model, row, all.column[place] ?? 0)) ** 2;
		}
	}
	return sum;
}

/** The vote to expect, −1 to 1. */
export function foretell(
	{ rank, mean, people, statements }: Model,
	row: number,
	at: number,
): number {
	const [person, statement] = [row * (rank + 1), at * (rank + 1)];
	let vote = mean + (people[person] ?? 0) + (statements[statement] ?? 0);
	for (let axis = 1; axis <= rank; axis += 1) {
		vote += (people[person + axis] ?? 0) * (statements[statement + axis] ?? 0);
	}
	return Math.max(-1, Math.min(1, vote));
}

/** Votes by row in one list, so that people and statements can be fitted by the same code. */
type Side = { start: Int32Array; other: Int32Array; vote: Float64Array };

function fit(
	conversation: Conversation,
	{ rank, personRidge, axisRidge }: Settings,
	random: Random,
) {
	const { people, statements, start, column, vote } = conversation;
	const width = rank + 1;
	let mean = 0;
	for (const value of vote) mean += value / Math.max(1, vote.length);
	const byPerson = { start, other: column, vote: Float64Array.from(vote, (value) => value - mean) };
	const byStatement = turned(byPerson, statements.length);
	const model: Model = {
		rank,
		mean,
		people: new Float64Array(people.length * width),
		statements: Float64Array.from({ length: statements.length * width }, (_, at) =>
			at % width === 0 ? 0 : random.next() - 0.5,
		),
	};
	const steps = rank === 0 ? 4 : STEPS;
	for (let step = 0; step < steps; step += 1) {
		if (step === 0)
			solve(byStatement, model.people, model.statements, {
				width: 1,
				of: width,
				own: STATEMENT_RIDGE,
				axisRidge,
			});
		solve(byPerson, model.statements, model.people, {
			width,
			of: width,
			own: personRidge,
			axisRidge,
		});
		solve(byStatement, model.people, model.statements, {
			width,
			of: width,
			own: STATEMENT_RIDGE,
			axisRidge,
		});
	}
	return model;
}

function turned({ start, other, vote }: Side, columns: number): Side {
	const starts = new Int32Array(columns + 1);
	for (const at of other) starts[at + 1] = (starts[at + 1] ?? 0) + 1;
	for (let at = 0; at < columns; at += 1)
		starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
	const next = starts.slice();
	const rows = new Int32Array(other.length);
	const votes = new Float64Array(other.length);
	for (let row = 0; row + 1 < start.length; row += 1) {
		for (let place = start[row] ?? 0; place < (start[row + 1] ?? 0); place += 1) {
			const at = other[place] ?? 0;
			const to = next[at] ?? 0;
			next[at] = to + 1;
			rows[to] = row;
			votes[to] = vote[place] ?? 0;
		}
	}
	return { start: starts, other: rows, vote: votes };
}

type Ridge = { width: number; of: number; own: number; axisRidge: number };

/** For every row the ridge regression of what is left of its votes on (1, the others' axes). */
function solve(side: Side, others: Float64Array, result: Float64Array, ridge: Ridge) {
	const { width, of, own, axisRidge } = ridge;
	const square = new Float64Array(width * width);
	const right = new Float64Array(width);
	const features = new Float64Array(width);
	for (let row = 0; row + 1 < side.start.length; row += 1) {
		square.fill(0);
		right.fill(0);
		for (let i = 0; i < width; i += 1) square[i * width + i] = i === 0 ? own : axisRidge;
		const last = side.start[row + 1] ?? 0;
		for (let place = side.start[row] ?? 0; place < last; place += 1) {
			const base = (side.other[place] ?? 0) * of;
			const left = (side.vote[place] ?? 0) - (others[base] ?? 0);
			features[0] = 1;
			for (let i = 1; i < width; i += 1) features[i] = others[base + i] ?? 0;
			for (let i = 0; i < width; i += 1) {
				const feature = features[i] ?? 0;
				right[i] = (right[i] ?? 0) + feature * left;
				for (let j = 0; j <= i; j += 1) {
					square[i * width + j] = (square[i * width + j] ?? 0) + feature * (features[j] ?? 0);
				}
			}
		}
		cholesky(square, right, width);
		for (let i = 0; i < width; i += 1) result[row * of + i] = right[i] ?? 0;
	}
}

/** Solves square · x = right in place; `square` is symmetric and positive, its lower half is used. */
function cholesky(square: Float64Array, right: Float64Array, width: number) {
	for (let i = 0; i < width; i += 1) {
		for (let j = 0; j <= i; j += 1) {
			let sum = square[i * width + j] ?? 0;
			for (let k = 0; k < j; k += 1) {
				sum -= (square[i * width + k] ?? 0) * (square[j * width + k] ?? 0);
			}
			square[i * width + j] = i === j ? Math.sqrt(sum) : sum / (square[j * width + j] ?? 1);
		}
	}
	for (let i = 0; i < width; i += 1) {
		let sum = right[i] ?? 0;
		for (let k = 0; k < i; k += 1) sum -= (square[i * width + k] ?? 0) * (right[k] ?? 0);
		right[i] = sum / (square[i * width + i] ?? 1);
	}
	for (let i = width - 1; i >= 0; i -= 1) {
		let sum = right[i] ?? 0;
		for (let k = i + 1; k < width; k += 1) sum -= (square[k * width + i] ?? 0) * (right[k] ?? 0);
		right[i] = sum / (square[i * width + i] ?? 1);
	}
}
