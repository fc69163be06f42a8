import { formatVagueDate } from '../../kernel/dates.ts';
import { say } from '../../kernel/say.ts';
import { actorGroups } from '../../organisations/rules.ts';
import { m } from '../../paraglide/messages.js';
import { maskedPosition, resultKinds } from '../sessions/rules.ts';
import type { SessionRow } from '../sessions/server/list.ts';
import type { SessionPage } from '../sessions/server/detail.ts';

/** A report is read in Japanese, whatever language its writer reads. */
const inJapanese = { locale: 'ja' } as const;

/**
 * 開催報告 as far as the record tells it: when and where, who came by position (three at least), under each question its
 * summary and what the opinions were about, what came out, what was decided, what is left. Whoever writes the report
 * reads it and puts it right. Single opinions stand on the page of the session and are not told again.
 */
export function reportDraft(page: SessionPage): string {
	const parts = [
		opening(page),
		...page.pillars.map((pillar) => ofPillar(page, pillar)),
		...found(page),
	];
	return [...parts, decided(page), left(page)].filter(Boolean).join('\n\n');
}

/** 次回 as it is planned already: whoever writes the report does not look it up. */
export function nextTimeDraft(
	next: Pick<SessionRow, 'when' | 'title' | 'placeName'> | null,
): string {
	if (!next) return '';
	const when = formatVagueDate(next.when, { era: 'wareki' });
	const text = m.gatherings_draft_next({ when, title: next.title }, inJapanese);
	return next.placeName ? `${text}（${next.placeName}）` : text;
}

function opening({ session, came, headcount }: SessionPage): string {
	const { title, placeName: place } = session;
	const when = formatVagueDate(session.heldWhen, { era: 'wareki' });
	const first = place
		? m.gatherings_draft_opening({ when, place, title }, inJapanese)
		: m.gatherings_draft_opening_nowhere({ when, title }, inJapanese);
	if (headcount === 0) return first;
	const positions = actorGroups.flatMap((group) => {
		const count = came[group] ?? 0;
		if (!maskedPosition(group, came)) return [];
		const name = say(`organisations_group_${group}`, inJapanese.locale);
		return [m.gatherings_draft_came_position({ position: name, count }, inJapanese)];
	});
	const people =
		positions.length > 0
			? m.gatherings_draft_came_positions(
					{ count: headcount, positions: positions.join('、') },
					inJapanese,
				)
			: m.gatherings_draft_came({ count: headcount }, inJapanese);
	return `${first}${people}`;
}

function ofPillar(
	{ opinions, groups }: SessionPage,
	pillar: SessionPage['pillars'][number],
): string {
	const said = opinions.filter(({ pillarId, state }) => pillarId === pillar.id && state === 'kept');
	const names = groups
		.filter(({ pillarId }) => pillarId === pillar.id)
		.map(({ name }) => m.gatherings_draft_group({ name }, inJapanese));
	return [
		m.gatherings_draft_pillar({ question: pillar.question }, inJapanese),
		...(said.length > 0 ? [m.gatherings_draft_said({ count: said.length }, inJapanese)] : []),
		...(names.length > 0 ? [m.gatherings_draft_groups({ names: names.join('') }, inJapanese)] : []),
		...(pillar.summary ? [pillar.summary] : []),
	].join('\n');
}

function found({ results }: SessionPage): string[] {
	return resultKinds
		.filter((kind) => kind !== 'openPoint' && kind !== 'card')
		.flatMap((kind) => {
			const lines = results.filter((result) => result.kind === kind);
			const title = m.gatherings_draft_found(
				{ kind: say(`gatherings_result_${kind}`, inJapanese.locale) },
				inJapanese,
			);
			return lines.length > 0
				? [
						list(
							title,
							lines.map(({ text }) => text),
						),
					]
				: [];
		});
}

function decided({ decisions }: SessionPage): string {
	const lines = decisions
		.filter(({ isPublic }) => isPublic)
		.map(({ text, whoDoes, byWhen }) => {
			const who = [whoDoes, byWhen].filter(Boolean).join('、');
			return who ? m.gatherings_draft_who({ text, who }, inJapanese) : text;
		});
	return lines.length > 0 ? list(m.gatherings_draft_decided({}, inJapanese), lines) : '';
}

function left({ results }: SessionPage): string {
	const lines = results.filter(({ kind, settledAt }) => kind === 'openPoint' && !settledAt);
	return lines.length > 0
		? list(
				m.gatherings_draft_left({}, inJapanese),
				lines.map(({ text }) => text),
			)
		: '';
}

function list(title: string, lines: readonly string[]): string {
	return [title, ...lines.map((text) => m.gatherings_draft_line({ text }, inJapanese))].join('\n');
}
