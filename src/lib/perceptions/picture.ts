import { maskedCount, type MaskedCount } from '../kernel/masked-count.ts';
import {
	bridgingOf,
	byPosition,
	chanceOf,
	conversationOf,
	displayFor,
	findingsOf,
	layerOf,
	type Ballot,
	type Conversation,
	type Vote,
} from '../methods/opinion-map/opinion-map.ts';
import { countsOf, inConversation, type Count } from '../methods/opinion-map/polis-results.ts';
import type { StatementByPosition } from '../methods/opinion-map/positions.ts';
import { groupFrom, landscape, noLandscape, opinionGroups } from './landscape.ts';
import {
	groupsOf,
	leaningOf,
	shownTally,
	type Group,
	type Leaning,
	type Position,
	type ShownTally,
	type Tally,
} from './rules.ts';

/** Everything that was answered, by whom: goes into {@link draw} and nowhere else. */
export type Given = {
	/** Statements whose voting is over, in their order. */
	statements: readonly string[];
	answers: readonly {
		voter: string;
		position: Position;
		statement: string;
		value: Vote;
		/** Its number among all answers of the session. */
		seq: number;
	}[];
	hands: readonly ({ statement: string; position: Position } & Tally)[];
	/** The number of the last answer. */
	seq: number;
	before: Picture | null;
	/** Smaller counts are not shown. */
	smallest: number;
};

export type StatementPicture = {
	id: string;
	seen: MaskedCount;
	tally: ShownTally;
	leaning: Leaning;
	layer: ReturnType<typeof layerOf>;
	/** Where they agree: on yes or on no. */
	isAgree: boolean;
	groups: { group: Group; seen: MaskedCount; leaning: Leaning }[];
};
/** Mean and spread of a position along an axis, from −1 to 1, in steps of a twentieth. */
export type Stand = { group: Group; people: number; x: number; y: number; dx: number; dy: number };
export type End = { statement: string; isAgree: boolean };
export type OpinionGroup = { people: number; x: number; y: number; statements: End[] };

/** What everybody is shown. Nothing in it tells how one person answered. */
export type ShownPicture = {
	display: 'none' | 'table' | 'bars' | 'axis' | 'map';
	/** Who answered by telephone or paper, and the largest show of hands. */
	people: number;
	hands: number;
	/** People whose answers came too late and are too few to be added. */
	waiting: number;
	statements: StatementPicture[];
	commonGround: string[];
	bridging: string[];
	dividing: { statement: string; most: Group; least: Group }[];
	/** The largest loadings: whoever stands to the right (upwards) answers so. */
	right: End[];
	up: End[];
	stands: Stand[];
	/** Squares of the map with somebody in them; `level` 1 to 3 for some, more, many. */
	cells: { x: number; y: number; level: number }[];
	groups: OpinionGroup[];
	whyNoGroups: 'too-few' | 'chance' | 'unstable' | 'small-group' | '';
};
/** The same with what the next one and 「あなたはここ」 are made from: no page gets this. */
export type Picture = ShownPicture & {
	/** To put the next picture the same way round. Its means would tell counts that are not shown. */
	axes: KeptAxes | null;
	/** The last answer that is in, for each statement. */
	counted: Record<string, number>;
};
export type KeptAxes = {
	ids: string[];
	center: number[];
	components: [number[], number[]];
	scale: number;
};

/** Fewer statements have no axis. */
const fewestForAxis = 3;
const fewestForBridging = 15;
const likedByMost = 0.3;

export function draw(given: Given): Picture {
	const { statements, hands, smallest } = given;
	const { kept, waiting } = withoutLate(given);
	const groups = groupsOf(sizesOf(kept, hands), smallest);
	const groupOf = new Map(
		kept.map(({ voter, position }) => [voter, groups.get(position) ?? 'all']),
	);
	const known = statements.map((id) => ({ id, isOut: false }));
	const ballots = kept.map(({ voter, statement, value }) => ({
		...{ person: voter, statement, vote: value },
	}));
	const own = conversationOf(ballots, { statements: known, positions: groupOf });
	const raised = handBallots(hands, groups);
	const all = conversationOf([...ballots, ...raised.ballots], {
		...{ statements: known, positions: new Map([...groupOf, ...raised.positions]) },
	});
	const people = own.people.length;
	const total = people + raised.most;
	const compared = byPosition(all);
	const chance =
		people >= 15 && statements.length >= fewestForAxis
			? chanceOf(own, inConversation(own), { smallest })
			: undefined;
	const display =
		total < smallest
			? 'none'
			: chance
				? displayFor(people, chance.axisP)
				: total < 7
					? 'table'
					: 'bars';
	const [counts = []] = countsOf(all, [[...all.people.keys()]]);
	const hasAxis = display === 'axis' || display === 'map';
	return {
		...{ display, people, hands: raised.most, waiting },
		statements:
			display === 'none'
				? []
				: statements.flatMap((id) => statementPicture(id, { all, counts, compared, smallest })),
		...(display === 'none' ? noFindings : findings(all, compared, { people, smallest })),
		...(hasAxis ? landscape(given, own, display) : noLandscape),
		groups: display === 'map' && chance?.groups ? opinionGroups(own, chance.groups, given) : [],
		whyNoGroups: display === 'map' ? (chance?.reason ?? '') : '',
		counted: display === 'none' ? {} : countedOf(given, waiting > 0),
	};
}

/**
 * Answers that came after a statement was last drawn wait until there are those of enough people,
 * so that two pictures laid beside each other tell nobody's answer.
 */
function withoutLate({ answers, before, smallest }: Given) {
	const isLate = ({ statement, seq }: Given['answers'][number]) =>
		seq > (before?.counted[statement] ?? Infinity);
	const late = new Set(answers.filter(isLate).map(({ voter }) => voter));
	if (late.size >= smallest) return { kept: answers, waiting: 0 };
	return { kept: answers.filter((answer) => !isLate(answer)), waiting: late.size };
}

function countedOf({ statements, seq, before }: Given, areSomeWaiting: boolean) {
	return Object.fromEntries(
		statements.map((id) => [id, areSomeWaiting ? (before?.counted[id] ?? seq) : seq]),
	);
}

function sizesOf(kept: Given['answers'], hands: Given['hands']): Map<Position, number> {
	const sizes = new Map<Position, number>();
	const seen = new Set<string>();
	for (const { voter, position } of kept) {
		if (seen.has(voter)) continue;
		seen.add(voter);
		sizes.set(position, (sizes.get(position) ?? 0) + 1);
	}
	const raised = new Map<Position, number>();
	for (const { position, agree, disagree, pass } of hands)
		raised.set(position, Math.max(raised.get(position) ?? 0, agree + disagree + pass));
	for (const [position, most] of raised) sizes.set(position, (sizes.get(position) ?? 0) + most);
	return sizes;
}

/** Every raised hand as somebody who answers one statement: enough to count and to compare positions. */
function handBallots(hands: Given['hands'], groups: ReadonlyMap<Position, Group>) {
	const ballots: Ballot[] = [];
	const positions = new Map<string, string>();
	const totals = new Map<string, number>();
	for (const { statement, position, agree, disagree, pass } of hands) {
		const votes: [Vote, number][] = [
			[1, agree],
			[-1, disagree],
			[0, pass],
		];
		for (const [vote, count] of votes) {
			for (let hand = 0; hand < count; hand += 1) {
				const person = `hand ${statement} ${position} ${vote} ${hand}`;
				ballots.push({ person, statement, vote });
				positions.set(person, groups.get(position) ?? 'all');
			}
		}
		totals.set(statement, (totals.get(statement) ?? 0) + agree + disagree + pass);
	}
	return { ballots, positions, most: Math.max(0, ...totals.values()) };
}

type Seen = {
	all: Conversation;
	counts: readonly Count[];
	compared: readonly StatementByPosition[];
	smallest: number;
};

function statementPicture(id: string, { all, counts, compared, smallest }: Seen) {
	const at = all.statements.findIndex((statement) => statement.id === id);
	const count = counts[at];
	if (!count) return [];
	const { agree, disagree, seen } = count;
	const positions = compared.find(({ statement }) => statement === id)?.positions ?? [];
	const picture: StatementPicture = {
		id,
		seen: maskedCount(seen, smallest),
		tally: shownTally({ agree, disagree, pass: seen - agree - disagree }, smallest),
		leaning: leaningOf(agree / Math.max(1, seen), seen, smallest),
		layer: seen < smallest ? 'unclear' : layerOf(count),
		isAgree: agree >= disagree,
		groups:
			positions.length < 2
				? []
				: positions.map(({ position, rate, seen: own }) => ({
						group: groupFrom(position),
						seen: maskedCount(own, smallest),
						leaning: leaningOf(rate, own, smallest),
					})),
	};
	return [picture];
}

const noFindings: Pick<Picture, 'commonGround' | 'bridging' | 'dividing'> = {
	...{ commonGround: [], bridging: [], dividing: [] },
};

function findings(
	all: Conversation,
	compared: readonly StatementByPosition[],
	{ people, smallest }: { people: number; smallest: number },
): typeof noFindings {
	const isToldOf = (statement: string) => {
		const own = compared.find((one) => one.statement === statement)?.positions ?? [];
		return own.length > 0 && own.every(({ seen }) => seen >= smallest);
	};
	const { commonGround, dividing } = findingsOf(compared);
	const ground = commonGround.map(({ statement }) => statement).filter(isToldOf);
	// what divides positions bridges nothing
	const isSaid = (id: string) =>
		ground.includes(id) || dividing.some(({ statement }) => statement === id);
	const bridging =
		people < fewestForBridging
			? []
			: bridgingOf(all)
					.filter(({ statement, liked }) => liked >= likedByMost && !isSaid(statement))
					.map(({ statement }) => statement);
	return {
		commonGround: ground.slice(0, 5),
		bridging: bridging.slice(0, 3),
		dividing: dividing
			.filter(({ statement }) => isToldOf(statement))
			.slice(0, 5)
			.map(({ statement, most, least }) => ({
				...{ statement, most: groupFrom(most), least: groupFrom(least) },
			})),
	};
}
