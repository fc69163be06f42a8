import { addDays, daysBetween, partsOf, type PlainDate } from '#lib/kernel/dates.ts';
import { concernTexts, type ConcernText } from '../concern-texts.ts';
import { concernDetails } from '../concern-details.ts';
import { issueTimes, type IssueKey } from '../issue-times.ts';
import { isOfficeDay, type Days } from './days.ts';
import { randomFor, taken, type Random } from './random.ts';

/** The way it came in. `school` and `partner` come from an organisation's own people, half of `commissioner` too. */
export type Way =
	| 'window'
	| 'phone'
	| 'visit'
	| 'web'
	| 'fax'
	| 'post'
	| 'session'
	| 'commissioner'
	| 'school'
	| 'partner';

/** What becomes of it, as far as time allows until today. */
export type Fate =
	| 'shared'
	| 'answeredShared'
	| 'referredShared'
	| 'case'
	| 'answered'
	| 'referred'
	| 'noConsent'
	| 'duplicate'
	| 'withdrawn'
	| 'waitsForSecondEye'
	| 'returned'
	| 'takenBack'
	| 'draft'
	| 'untouched';

export type ConcernPlan = {
	number: number;
	issue: IssueKey;
	text: ConcernText;
	/** What makes it unlike the others of its issue. */
	detail: string;
	way: Way;
	fate: Fate;
	received: PlainDate;
	/** Kept exactly at this many minutes before the region is made. */
	minutesAgo?: number;
};

/** How many of each issue's texts are published; together 240 (DOMAIN §7). */
const published: Readonly<Record<IssueKey, number>> = {
	'evening-children': 24,
	'condo-alone': 18,
	'hill-shopping': 16,
	'double-care': 12,
	'retired-men': 14,
	'eighty-fifty': 12,
	'young-carer': 8,
	'new-mothers': 14,
	'foreign-roots': 12,
	'food-poverty': 14,
	dementia: 12,
	rubbish: 10,
	disaster: 12,
	bearers: 8,
	smartphone: 9,
	'school-refusal': 10,
	bathhouse: 6,
	'young-adults': 4,
	pets: 3,
	guardians: 4,
	deaf: 3,
	'salon-men': 3,
	'cluttered-home': 3,
	'evacuation-news': 3,
	licence: 4,
	'evening-carers': 2,
};

/** The others: 173 with a history, and those of the last days. */
const unpublished: readonly (readonly [Fate, number])[] = [
	['case', 64],
	['answered', 42],
	['referred', 22],
	['noConsent', 18],
	['duplicate', 8],
	['withdrawn', 6],
	['waitsForSecondEye', 7],
	['returned', 2],
	['takenBack', 1],
];

/** 窓口 18 %, 電話 27, 訪問 19, web 11, FAX 4, 郵送 2, 会議 9, 民生委員 10. */
const ways: readonly (readonly [Way, number])[] = [
	['window', 76],
	['phone', 113],
	['visit', 73],
	['web', 46],
	['fax', 17],
	['post', 8],
	['session', 38],
	['commissioner', 42],
	['school', 4],
	['partner', 3],
];

/** What has just come in, in minutes before now: nobody has looked at it yet. */
const lately: readonly { minutesAgo: number; way: Way; issue: IssueKey }[] = [
	{ minutesAgo: 25, way: 'web', issue: 'condo-alone' },
	{ minutesAgo: 95, way: 'web', issue: 'food-poverty' },
	{ minutesAgo: 150, way: 'web', issue: 'new-mothers' },
	{ minutesAgo: 1_455, way: 'web', issue: 'smartphone' },
	{ minutesAgo: 1_610, way: 'web', issue: 'hill-shopping' },
	{ minutesAgo: 1_700, way: 'web', issue: 'young-carer' },
	// older than the two working days that the office has set itself
	{ minutesAgo: 14_000, way: 'web', issue: 'rubbish' },
];

export function planConcerns(days: Days, isSmall: boolean): ConcernPlan[] {
	const random = randomFor('concerns');
	const wordsOf = wordSource();
	const drafts: Omit<ConcernPlan, 'number' | 'way'>[] = [
		...publishedOnes(days, random, wordsOf),
		...otherOnes(days, random, wordsOf),
	].filter((_, index) => !isSmall || index % 3 === 0 || isEarlyVoice(index));
	const wanted = ways.flatMap(([way, count]) => Array.from({ length: count }, () => way));
	const shuffled = random.shuffled(wanted);
	const older = drafts.map((draft, index) => {
		const way = draft.fate === 'draft' ? 'phone' : taken(shuffled[index % shuffled.length]);
		return { ...draft, way, received: dayFor(way, draft.received) };
	});
	const recent = lately.map(({ minutesAgo, way, issue }) => ({
		...wordsOf(issue),
		...{ issue, way, minutesAgo, fate: 'untouched' as const, received: days.today },
	}));
	return [...older, ...recent].map((plan, number) => ({ ...plan, number }));
}

/** The first voices of each issue stay in the small region too: without them no issue could be shared. */
function isEarlyVoice(index: number): boolean {
	let first = 0;
	for (const count of Object.values(published)) {
		if (index < first + count) return index < first + 4;
		first += count;
	}
	return true;
}

type WordSource = (issue: IssueKey) => { text: ConcernText; detail: string };

/** Each text with each detail of its issue, in turn. */
function wordSource(): WordSource {
	const used = new Map<IssueKey, number>();
	return (issue) => {
		const texts = concernTexts.filter((one) => one.issue === issue);
		const details = taken(concernDetails[issue]);
		const turn = used.get(issue) ?? 0;
		used.set(issue, turn + 1);
		const which = turn % texts.length;
		const round = Math.floor(turn / texts.length);
		return {
			text: taken(texts[which]),
			detail: taken(details[(round + 3 * which) % details.length]),
		};
	};
}

function publishedOnes(
	days: Days,
	random: Random,
	wordsOf: WordSource,
): Omit<ConcernPlan, 'number' | 'way'>[] {
	return Object.entries(published).flatMap(([key, count]) => {
		const issue = issueOf(key);
		const { made } = issueTimes[issue];
		return Array.from({ length: count }, (_, index) => {
			const isEarly = index < 4;
			// the first voices come before the issue is made of them
			const ago = isEarly
				? random.between(made + 20, Math.min(made + 45, 446))
				: seasonal(days, random, 12, 420);
			const fate = random.weighted<Fate>([
				['shared', 165],
				['answeredShared', 45],
				['referredShared', 30],
			]);
			return { issue, ...wordsOf(issue), fate, received: days.ago(ago) };
		});
	});
}

function otherOnes(
	days: Days,
	random: Random,
	wordsOf: WordSource,
): Omit<ConcernPlan, 'number' | 'way'>[] {
	const weights = Object.entries(published).map(([key, count]) => [issueOf(key), count] as const);
	const drafts = Array.from({ length: 3 }, (_, index) => ({
		issue: random.weighted(weights),
		fate: 'draft' as const,
		ago: index + 1,
	}));
	const others = unpublished.flatMap(([fate, count]) =>
		Array.from({ length: count }, () => ({
			issue: random.weighted(weights),
			fate,
			ago: isWaiting(fate) ? random.between(9, 16) : seasonal(days, random, 3, 424),
		})),
	);
	return [...others, ...drafts].map(({ issue, fate, ago }) => ({
		...{ issue, fate, received: days.ago(ago) },
		...wordsOf(issue),
	}));
}

/** What waits for a second person waits since a short time. */
function isWaiting(fate: Fate): boolean {
	return fate === 'waitsForSecondEye' || fate === 'returned';
}

/** More is told in April, in the summer holidays and in December. */
function seasonal(days: Days, random: Random, least: number, most: number): number {
	for (;;) {
		const ago = random.between(least, most);
		const { month } = partsOf(days.ago(ago));
		const weight = month === 4 || month === 12 ? 1 : month === 8 ? 0.95 : 0.6;
		if (random.chance(weight)) return ago;
	}
}

/** Only the web, the post box and the FAX take something in when the office is closed. */
function dayFor(way: Way, date: PlainDate): PlainDate {
	if (
		way === 'web' ||
		way === 'fax' ||
		way === 'school' ||
		way === 'partner' ||
		way === 'commissioner'
	)
		return date;
	let day = date;
	while (!isOfficeDay(day)) day = addDays(day, -1);
	return day;
}

function issueOf(key: string): IssueKey {
	const found = Object.keys(issueTimes).find((one): one is IssueKey => one === key);
	if (!found) throw new Error(`no issue ${key}`);
	return found;
}

export function agoOf(days: Days, date: PlainDate): number {
	return daysBetween(date, days.today);
}
