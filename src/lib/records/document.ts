import type { Twig } from '../causes/rules.ts';
import type { ResultKind } from '../gatherings/sessions/rules.ts';
import { formatVagueDate, type PlainDate, formatDate } from '../kernel/dates.ts';
import type { Locale } from '../kernel/display.ts';
import { say } from '../kernel/say.ts';
import { actorGroups } from '../organisations/rules.ts';
import type { Block, ListItem, PaperDocument } from '../papers/document.ts';
import { m } from '../paraglide/messages.js';
import type { Figures, StateSheet } from './state-sheet.ts';

/** So many single opinions stand on a sheet where nobody has written the issues of each position yet. */
const mostOpinions = 24;
/** Lines to write on where nothing is recorded; 次の一歩 always has some. */
const roomLines = 3;

/** A sheet as its page shows it. */
export function shownSheet(sheet: StateSheet, locale: Locale, today: PlainDate) {
	const { title, works, isPublic, cameOut } = sheet;
	const document = stateSheetDocument(sheet, locale, today);
	return { title, works, isPublic, sessions: cameOut.sessions, document, locale };
}

/**
 * 現状把握シート (F-15) as a text, for the page, for PDF and for Word: what the records say, each line with the session that it
 * comes from, and lines to write on where they say nothing.
 */
export function stateSheetDocument(
	sheet: StateSheet,
	locale: Locale,
	today: PlainDate,
): PaperDocument {
	const words = wordsFor(sheet, locale);
	const rooms: readonly [Parameters<typeof roomTitle>[0], Block[]][] = [
		['area', areaRoom(sheet, words)],
		['came', cameRoom(sheet, words)],
		['issues', issuesRoom(sheet, words)],
		['causes', causesRoom(sheet, words)],
		['together', togetherRoom(sheet, words)],
		['missing', missingRoom(sheet, words)],
	];
	return {
		title: m.gatherings_sheet_title({}, { locale }),
		note: sheet.works ? m.records_note_work({}, { locale }) : '',
		blocks: [
			{ kind: 'facts', rows: factsOf(sheet, locale, today) },
			...rooms.flatMap(([name, blocks]): Block[] => [
				{ kind: 'heading', level: 2, text: roomTitle(name, locale) },
				...(blocks.length > 0 ? blocks : [{ kind: 'room' as const, lines: roomLines }]),
			]),
			{ kind: 'heading', level: 2, text: roomTitle('next', locale) },
			...nextRoom(sheet, words),
			{ kind: 'room', lines: roomLines },
		],
	};
}

const roomTitle = (
	name: 'area' | 'came' | 'issues' | 'causes' | 'together' | 'missing' | 'next',
	locale: Locale,
) => say(`papers_state_room_${name}`, locale);

type Words = {
	locale: Locale;
	/** 〔ステップ2〕: the session that a line comes from. */
	from: (sessionId: string) => string;
	results: (kind: ResultKind) => StateSheet['cameOut']['results'];
};

function wordsFor({ forum, cameOut }: StateSheet, locale: Locale): Words {
	const names = new Map(
		cameOut.sessions.map(({ id, step }, index) => [
			id,
			forum && step !== null
				? m.gatherings_step({ count: step }, { locale })
				: m.records_source({ number: index + 1 }, { locale }),
		]),
	);
	return {
		locale,
		from: (id) =>
			names.has(id) ? m.records_from({ source: names.get(id) ?? '' }, { locale }) : '',
		results: (kind) => cameOut.results.filter((result) => result.kind === kind),
	};
}

function factsOf({ title, forum, issue }: StateSheet, locale: Locale, today: PlainDate) {
	const words = { locale };
	const areas = (forum ?? issue)?.areas.join('、') || m.gatherings_areas_whole({}, words);
	const rows = [
		{
			label: forum ? m.records_forum({}, words) : m.records_issue({}, words),
			value: title,
		},
		{ label: m.gatherings_col_areas({}, words), value: areas },
		{
			label: m.gatherings_col_theme({}, words),
			value: forum?.theme ?? (issue ? say(`issues_theme_${issue.theme}`, locale) : ''),
		},
		...(issue
			? [
					{
						label: m.issues_col_voices({}, words),
						value: issue.voices.masked
							? m.issues_voices_masked({}, words)
							: m.issues_voices_count({ count: issue.voices.n }, words),
					},
				]
			: []),
		...(forum ? leftOut(forum, locale) : []),
		{ label: m.records_put_together({}, words), value: formatDate(today, { locale }) },
	];
	return rows.filter(({ value }) => value !== '');
}

/** What the forum went on without, and why. */
function leftOut(
	{ missing, preparedWithout, launchedOn }: NonNullable<StateSheet['forum']>,
	locale: Locale,
) {
	const words = { locale };
	return [
		{
			label: m.gatherings_launched_on({}, words),
			value: launchedOn ? formatDate(launchedOn, { locale }) : '',
		},
		{
			label: m.records_missing({}, words),
			value: missing.map((kind) => say(`gatherings_result_${kind}`, locale)).join('、'),
		},
		{ label: m.gatherings_prepare_reason({}, words), value: preparedWithout },
	];
}

function areaRoom({ areas, forum, issue }: StateSheet, words: Words): Block[] {
	const { locale } = words;
	const cards = words
		.results('card')
		.map(({ organisationName, text, sessionId }) =>
			[named(organisationName ?? '', text), words.from(sessionId)].join(''),
		);
	const workers = (issue?.workers ?? []).map(({ name, what }) => named(name, what));
	const attempts = (issue?.attempts ?? []).map(({ who, what, triedWhen, result }) =>
		[named(who, what), triedWhen, result].filter(Boolean).join('　'),
	);
	return [
		...textBlock(forum?.purpose ?? issue?.description ?? ''),
		...listBlock(areas.map((area) => figuresOf(area, locale))),
		...titled(m.records_activities({}, { locale }), [...cards, ...workers]),
		...titled(m.issues_attempts({}, { locale }), attempts),
	];
}

function figuresOf(area: Figures, locale: Locale): string {
	const { name, population, households, organisations, places } = area;
	const words = { locale };
	return [
		name,
		population === null ? '' : m.records_population({ count: number(population) }, words),
		households === null ? '' : m.records_households({ count: number(households) }, words),
		organisations > 0 ? m.records_organisations({ count: organisations }, words) : '',
		places > 0 ? m.records_places({ count: places }, words) : '',
	]
		.filter(Boolean)
		.join('　');
}

const number = (count: number) => count.toLocaleString('en-GB');

function cameRoom({ cameOut, forum }: StateSheet, { locale, from }: Words): Block[] {
	const words = { locale };
	if (cameOut.sessions.length === 0) return [];
	const sessions = cameOut.sessions.map(({ id, title, when, headcount }) =>
		[
			`${title}${from(id)}`,
			formatVagueDate(when, { locale }),
			headcount > 0 ? m.gatherings_people({ count: headcount }, words) : '',
		]
			.filter(Boolean)
			.join('　'),
	);
	const positions = actorGroups.flatMap((group) => {
		const count = cameOut.came[group];
		if (!count) return [];
		const position = say(`organisations_group_${group}`, locale);
		return [m.gatherings_position_came({ position, count }, words)];
	});
	return [
		...(forum ? listBlock(sessions) : titled(m.records_sessions({}, words), sessions)),
		...(positions.length > 0
			? [
					{
						kind: 'facts' as const,
						rows: [{ label: m.gatherings_sheet_came({}, words), value: positions.join('、') }],
					},
				]
			: []),
	];
}

function issuesRoom({ issues, issue, cameOut }: StateSheet, words: Words): Block[] {
	const { locale } = words;
	const seen = linesOf(words, ['issueByPosition', 'need']);
	const clusters = cameOut.pillars.flatMap(
		({ question, summary, groups, sessionId }): ListItem[] => {
			const below = groups.map(({ name, opinions }) =>
				m.records_cluster({ name, count: opinions }, { locale }),
			);
			if (below.length === 0 && summary === '') return [];
			const text = `${question}${words.from(sessionId)}`;
			return [{ text, below: [...(summary ? [`→ ${summary}`] : []), ...below] }];
		},
	);
	return [
		...titled(
			m.records_issues({}, { locale }),
			issues.map(({ title }) => title),
		),
		...(issue?.wall ? [heading(m.issues_wall({}, { locale })), ...textBlock(issue.wall)] : []),
		...(seen.length > 0 ? seen : opinionsOf({ cameOut }, words)),
		...titled(m.gatherings_sheet_summaries({}, { locale }), clusters),
	];
}

/** Nobody has written down yet what is seen from each position: then what was said. */
function opinionsOf({ cameOut }: Pick<StateSheet, 'cameOut'>, words: Words): Block[] {
	const all = cameOut.pillars.flatMap(({ opinions, sessionId }) =>
		opinions.map(({ text, actorGroup }) => said(text, actorGroup, sessionId, words)),
	);
	const rest = all.length - mostOpinions;
	return [
		...listBlock(all.slice(0, mostOpinions)),
		...textBlock(
			rest > 0 ? m.records_more_opinions({ count: rest }, { locale: words.locale }) : '',
		),
	];
}

function causesRoom({ trees }: StateSheet, words: Words): Block[] {
	const branch = ({ cause, below }: Twig): ListItem => ({
		text: m.records_cause(
			{ text: cause.text, standing: say(`causes_standing_${cause.standing}`, words.locale) },
			{ locale: words.locale },
		),
		below: below.map(branch),
	});
	return [
		...linesOf(words, ['rootCause']),
		...trees.flatMap(({ question, twigs }) => titled(question, twigs.map(branch))),
	];
}

function togetherRoom({ tables }: StateSheet, words: Words): Block[] {
	const { locale } = words;
	const heads = (['party', 'trouble', 'purpose', 'role', 'benefit'] as const).map((column) =>
		say(`benefits_col_${column}`, locale),
	);
	return [
		...linesOf(words, ['jointPossibility']),
		...tables.map(({ title, activity, rows }): Block => ({
			kind: 'table',
			caption: m.records_table({ title: activity || title }, { locale }),
			head: heads,
			rows: rows.map(({ party, hasLeft, trouble, purpose, activity: does, role, benefits }) => [
				hasLeft ? `${party}（${m.benefits_left({}, { locale })}）` : party,
				trouble,
				purpose,
				[role, does].filter(Boolean).join('\n'),
				benefits
					.map(({ kind, text }) => `${text}（${say(`benefits_kind_${kind}`, locale)}）`)
					.join('\n') || m.benefits_blank_benefit({}, { locale }),
			]),
			widths: [4, 5, 5, 5, 6],
		})),
	];
}

/** What was said at the sessions, and what the inventory of functions says is missing here. */
function missingRoom({ gaps }: StateSheet, words: Words): Block[] {
	const { locale } = words;
	const found = gaps.map(({ functionName, areaName, standing, text, sessionId }) => {
		const about = [functionName, areaName].filter(Boolean).join('・');
		const state = say(`functions_standing_${standing}_word`, locale);
		return (
			m.records_gap({ about, state, text }, { locale }) + (sessionId ? words.from(sessionId) : '')
		);
	});
	return [
		...linesOf(words, ['missingFunction']),
		...titled(m.functions_gaps_title({}, { locale }), found),
	];
}

function nextRoom({ cameOut }: StateSheet, words: Words): Block[] {
	const { locale } = words;
	const decided = cameOut.decisions.map(
		({ text, whoDoes, byWhen, sessionId }) =>
			[text, whoDoes, byWhen].filter(Boolean).join('　') + words.from(sessionId),
	);
	const open = words
		.results('openPoint')
		.flatMap(({ text, isSettled, sessionId }) => (isSettled ? [] : [text + words.from(sessionId)]));
	return [
		...titled(m.gatherings_decisions({}, { locale }), decided),
		...titled(say('gatherings_result_openPoint', locale), open),
	];
}

/** Results of these kinds, each with the position that it is seen from. */
function linesOf(words: Words, kinds: readonly ResultKind[]): Block[] {
	return listBlock(
		kinds.flatMap((kind) =>
			words
				.results(kind)
				.map(({ text, actorGroup, sessionId }) => said(text, actorGroup, sessionId, words)),
		),
	);
}

function said(
	text: string,
	group: (typeof actorGroups)[number] | null,
	sessionId: string,
	{ locale, from }: Words,
): string {
	return named(group ? say(`organisations_group_${group}`, locale) : '', text) + from(sessionId);
}

function named(name: string, text: string): string {
	return name ? `${name}：${text}` : text;
}

const heading = (text: string): Block => ({ kind: 'heading', level: 3, text });

function textBlock(text: string): Block[] {
	return text === '' ? [] : [{ kind: 'text', text }];
}

function listBlock(items: readonly ListItem[]): Block[] {
	return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function titled(title: string, items: readonly ListItem[]): Block[] {
	return items.length === 0 ? [] : [heading(title), ...listBlock(items)];
}
