import { sheetColumns, sheetGroups, sheetRows } from '../../../gatherings/sessions/rules.ts';
import type { SessionPage } from '../../../gatherings/sessions/server/detail.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { say } from '../../../kernel/say.ts';
import type { ActorGroup } from '../../../organisations/rules.ts';
import type { PaperPart } from '../../../papers/server/kinds.ts';
import { m } from '../../../paraglide/messages.js';
import type { Tx } from '../../../server/db.ts';
import { guestsOf, planOf } from '../queries.ts';
import { tablesOn } from './plan.ts';

/** The positions at a table of the first round, one for each column of its sheet; '' for a column to fill in. */
export async function positionsAt(
	tx: Tx,
	actor: Actor,
	sessionId: string,
): Promise<(table: number) => (ActorGroup | '')[]> {
	const plan = await planOf(tx, actor, sessionId);
	const guests = plan ? await guestsOf(tx, actor, sessionId) : [];
	const groups = new Map(guests.map(({ id, actorGroup }) => [id, actorGroup]));
	return (table) => {
		const seated = (plan?.rounds[0]?.[table - 1] ?? []).flatMap((id) => groups.get(id) || []);
		const columns: (ActorGroup | '')[] = [...new Set(seated)].slice(0, sheetColumns);
		while (columns.length < sheetColumns) columns.push('');
		return columns;
	};
}

/** 討議シート (F-13): one for each table and question, with the same places as the page where it is typed in. */
export const discussionPart: PaperPart<SessionPage> = {
	name: 'discussion',
	title: 'papers_part_discussion',
	hint: 'papers_part_discussion_hint',
	isUsual: true,
	copies: { label: 'papers_copies_discussion', suggested: tablesOn },
	async load({ tx, actor, subject, locale, copies, entry }) {
		const columnsAt = await positionsAt(tx, actor, subject.session.id);
		const questions = subject.pillars.length > 0 ? subject.pillars : [{ question: '' }];
		const sheets = [];
		for (let table = 1; table <= Math.max(copies, 1); table++) {
			for (const [index, { question }] of questions.entries()) {
				const pillar = index + 1;
				sheets.push({
					title: m.papers_discussion_title({ table, pillar }, { locale }),
					question,
					positions: columnsAt(table).map(
						(group) => group && say(`organisations_group_${group}`, locale),
					),
					qr: (await entry?.qr({ table, pillar })) ?? '',
				});
			}
		}
		const words = {
			title: say('papers_part_discussion', locale),
			position: say('papers_discussion_position', locale),
			groups: say('papers_discussion_groups', locale),
			numbers: say('papers_discussion_numbers', locale),
			summary: say('papers_discussion_summary', locale),
			speaker: say('papers_discussion_speaker', locale),
		};
		return {
			template: '/seating/papers/discussion.typ',
			data: { words, sheets, rows: sheetRows, groups: sheetGroups },
		};
	},
};
