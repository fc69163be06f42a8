import { dateInTokyo, formatDate, formatTimeRange, formatVagueDate } from '../../kernel/dates.ts';
import type { Locale } from '../../kernel/display.ts';
import { say } from '../../kernel/say.ts';
import { actorGroups, type ActorGroup } from '../../organisations/rules.ts';
import type { Block, ListItem, PaperDocument } from '../../papers/document.ts';
import { m } from '../../paraglide/messages.js';
import { resultKinds } from './rules.ts';
import type { Decision, SessionPage } from './server/detail.ts';

/** Who came, for minutes that stay inside. */
export type Present = { organisation: string; name: string; group: ActorGroup; people: number };

type Asked = { locale: Locale };

/** 開催報告 (F-14) as a text: when and where, what its writer wrote, photos, what was decided. */
export function reportDocument(page: SessionPage, { locale }: Asked): PaperDocument {
	const { session } = page;
	return {
		title: m.gatherings_report({}, { locale }),
		note: noteOf(page, locale),
		blocks: [
			{ kind: 'facts', rows: factsOf(page, locale) },
			...textBlock(session.report),
			...page.photos.map(({ alt }, index): Block => ({
				kind: 'picture',
				name: photoName(index),
				alt,
			})),
			...page.annotations.flatMap(({ text, madeAt }) => [
				heading(
					m.gatherings_annotation_of(
						{ day: formatDate(dateInTokyo(new Date(madeAt)), { locale }) },
						{ locale },
					),
				),
				...textBlock(text),
			]),
			...decided(page, locale),
			...titled(m.gatherings_next_time({}, { locale }), textBlock(session.nextTime)),
		],
	};
}

/** Under which name a photo of the report is printed; the kind of its content ends it. */
export function photoName(index: number): string {
	return `photo-${index + 1}`;
}

/** 会議録 (F-14): the order of the day, what was said under each question, what came out, who checked it and when. */
export function minutesDocument(
	page: SessionPage,
	{ locale, present }: Asked & { present: readonly Present[] },
): PaperDocument {
	const { session, agenda } = page;
	const items = agenda.map(({ title, presenter }) => [title, presenter].filter(Boolean).join('　'));
	return {
		title: m.gatherings_minutes_title({}, { locale }),
		note: present.length > 0 ? m.gatherings_minutes_inside({}, { locale }) : noteOf(page, locale),
		blocks: [
			{ kind: 'facts', rows: factsOf(page, locale) },
			...presentTable(present, locale),
			...titled(m.gatherings_agenda({}, { locale }), listBlock(items)),
			...titled(say('papers_agenda_materials', locale), textBlock(session.materials)),
			...page.pillars.flatMap((pillar, index) => ofPillar(page, pillar, index, locale)),
			...resultKinds.flatMap((kind) => {
				const lines = page.results.filter((result) => result.kind === kind);
				const items = lines.map(({ organisationName, text, actorGroup }) =>
					said(organisationName ? `${organisationName}：${text}` : text, actorGroup, locale),
				);
				return titled(say(`gatherings_result_${kind}`, locale), listBlock(items));
			}),
			...decided(page, locale),
			...titled(m.gatherings_next_time({}, { locale }), textBlock(session.nextTime)),
			...checked(page, locale),
		],
	};
}

function noteOf({ session }: SessionPage, locale: Locale): string {
	return session.state === 'published' ? '' : m.gatherings_report_draft_note({}, { locale });
}

function factsOf({ session, forum, came, headcount }: SessionPage, locale: Locale) {
	const words = { locale };
	const { title, ordinal, heldWhen, startsAt, endsAt, placeName, observers, kind } = session;
	const times = startsAt ? `　${formatTimeRange(startsAt, endsAt ?? undefined, locale)}` : '';
	const positions = actorGroups.flatMap((group) => {
		const count = came[group];
		if (!count) return [];
		const position = say(`organisations_group_${group}`, locale);
		return [m.gatherings_position_came({ position, count }, words)];
	});
	const rows = [
		{
			label: m.gatherings_col_session({}, words),
			value: `${ordinal === null ? '' : `${m.gatherings_ordinal({ count: ordinal }, words)}　`}${title}`,
		},
		{ label: m.gatherings_col_forum({}, words), value: forum?.name ?? '' },
		{ label: m.gatherings_col_theme({}, words), value: session.theme },
		{
			label: m.gatherings_col_when({}, words),
			value: `${formatVagueDate(heldWhen, { weekday: true, locale })}${times}`,
		},
		{ label: m.gatherings_col_place({}, words), value: placeName },
		{
			label: m.gatherings_headcount({}, words),
			value: headcount > 0 ? m.gatherings_people({ count: headcount }, words) : '',
		},
		{ label: m.gatherings_positions_came({}, words), value: positions.join('、') },
		{
			label: m.gatherings_observers({}, words),
			value: observers ? m.gatherings_people({ count: observers }, words) : '',
		},
		{
			label: m.gatherings_openness({}, words),
			value:
				kind === 'caseStudy'
					? m.gatherings_openness_closed({}, words)
					: m.gatherings_openness_open({}, words),
		},
	];
	return rows.filter(({ value }) => value !== '');
}

function presentTable(present: readonly Present[], locale: Locale): Block[] {
	if (present.length === 0) return [];
	const words = { locale };
	return [
		heading(m.gatherings_minutes_present({}, words)),
		{
			kind: 'table',
			caption: '',
			head: [
				say('papers_organisation', locale),
				say('papers_name', locale),
				m.gatherings_sheet_people({}, words),
			],
			rows: present.map(({ organisation, name, group, people }) => [
				organisation || say(`organisations_group_${group}`, locale),
				name,
				m.gatherings_people({ count: people }, words),
			]),
			widths: [3, 3, 1],
		},
	];
}

function ofPillar(
	{ opinions, groups, summaries }: SessionPage,
	pillar: SessionPage['pillars'][number],
	index: number,
	locale: Locale,
): Block[] {
	const kept = opinions.filter(({ pillarId, state }) => pillarId === pillar.id && state === 'kept');
	const linesOf = (groupId: string | null) =>
		kept
			.filter((opinion) => opinion.groupId === groupId)
			.map(({ text, actorGroup }) => said(text, actorGroup, locale));
	const clusters = groups
		.filter(({ pillarId }) => pillarId === pillar.id)
		.map(({ id, name }): ListItem => ({ text: name, below: linesOf(id) }));
	const tables = summaries
		.filter(({ pillarId }) => pillarId === pillar.id)
		.map(({ table, text }) => m.gatherings_sheet_summary_of({ table, text }, { locale }));
	const number = m.gatherings_pillar_number({ count: index + 1 }, { locale });
	return [
		heading(`${number}　${pillar.question}`),
		...(pillar.summary ? [{ kind: 'strong' as const, text: pillar.summary }] : []),
		...listBlock([...tables, ...clusters, ...linesOf(null)]),
	];
}

function said(text: string, group: ActorGroup | null, locale: Locale): string {
	return group ? `${text}（${say(`organisations_group_${group}`, locale)}）` : text;
}

function decided({ decisions }: SessionPage, locale: Locale): Block[] {
	if (decisions.length === 0) return [];
	const words = { locale };
	const by = ({ organisations, positions }: Decision) =>
		[
			...organisations.map(({ name }) => name),
			...positions.map((group) => say(`organisations_group_${group}`, locale)),
		].join('、');
	return [
		heading(m.gatherings_decisions({}, words)),
		{
			kind: 'table',
			caption: '',
			head: [
				m.gatherings_decision_text({}, words),
				m.gatherings_decision_who({}, words),
				m.gatherings_decision_when({}, words),
				m.gatherings_decision_parties({}, words),
			],
			rows: decisions.map((decision) => [
				decision.isPublic
					? decision.text
					: `${decision.text}（${m.gatherings_decision_inside({}, words)}）`,
				decision.whoDoes,
				decision.byWhen,
				by(decision),
			]),
			widths: [5, 2, 2, 3],
		},
	];
}

/** 確認日: a report is read by another person than its writer. */
function checked({ session }: SessionPage, locale: Locale): Block[] {
	const day = (instant: Date | null) =>
		instant ? formatDate(dateInTokyo(instant), { locale }) : '';
	const rows = [
		{ label: m.gatherings_written_on({}, { locale }), value: day(session.reportWrittenAt) },
		{ label: m.gatherings_checked_on({}, { locale }), value: day(session.reportApprovedAt) },
		{ label: m.gatherings_published_on({}, { locale }), value: day(session.publishedAt) },
	].filter(({ value }) => value !== '');
	return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

function titled(title: string, blocks: readonly Block[]): Block[] {
	return blocks.length === 0 ? [] : [heading(title), ...blocks];
}

function textBlock(text: string): Block[] {
	return text === '' ? [] : [{ kind: 'text', text }];
}

function listBlock(items: readonly ListItem[]): Block[] {
	return items.length === 0 ? [] : [{ kind: 'list', items }];
}
