import type { SessionPage } from '../../../gatherings/sessions/server/detail.ts';
import { leadOf } from '../../../gatherings/sessions/server/papers/session-set.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { say } from '../../../kernel/say.ts';
import type { PaperPart } from '../../../papers/server/kinds.ts';
import { m } from '../../../paraglide/messages.js';
import type { Tx } from '../../../server/db.ts';
import { guestsOf, planOf } from '../queries.ts';
import { peopleOnPaper } from './people.ts';

/** So many sit at a table that is not planned yet. */
const seats = 4;

/** Tables as they are planned, else as many as those who are expected would need. */
export async function tablesOn(tx: Tx, actor: Actor, subject: SessionPage): Promise<number> {
	const plan = await planOf(tx, actor, subject.session.id);
	if (plan) return Math.max(0, ...plan.rounds.map((round) => round.length));
	const people = await peopleOnPaper(tx, actor, subject);
	const heads = people.reduce((sum, one) => sum + one.people, 0);
	return Math.max(1, Math.ceil(heads / seats));
}

/** 座席表: who sits where in each round, or empty tables to write into. */
export const planPart: PaperPart<SessionPage> = {
	name: 'seating',
	title: 'papers_part_seating',
	hint: 'papers_part_seating_hint',
	hasNames: true,
	isUsual: true,
	copies: { label: 'papers_copies_seating', suggested: tablesOn },
	async load({ tx, actor, subject, locale, copies }) {
		const plan = await planOf(tx, actor, subject.session.id);
		const guests = new Map(
			(await guestsOf(tx, actor, subject.session.id)).map((guest) => [guest.id, guest]),
		);
		const tableName = (index: number) => m.seating_table({ number: index + 1 }, { locale });
		const planned = (plan?.rounds ?? []).map((round, index) => ({
			name: m.papers_seating_round({ number: index + 1 }, { locale }),
			short: m.seating_round({ number: index + 1 }, { locale }),
			tables: round.map((ids, table) => ({
				name: tableName(table),
				seats: ids.flatMap((id) => {
					const guest = guests.get(id);
					return guest ? [{ name: guest.calledName, organisation: guest.organisationName }] : [];
				}),
				empty: 0,
			})),
		}));
		const byHand = {
			name: say('papers_seating_by_hand', locale),
			short: '',
			tables: Array.from({ length: Math.max(copies, 1) }, (_, table) => ({
				...{ name: tableName(table), seats: [], empty: seats },
			})),
		};
		const people = planned.length > 0 ? await peopleOnPaper(tx, actor, subject) : [];
		const words = {
			title: say('papers_part_seating', locale),
			'by-name': say('papers_seating_by_name', locale),
			name: say('papers_name', locale),
		};
		return {
			template: '/seating/papers/plan.typ',
			data: {
				...{ words, lead: leadOf(subject, locale) },
				rounds: planned.length > 0 ? planned : [byHand],
				people: people.map(({ name, kana, tables }) => ({
					...{ name, kana },
					tables: tables.map((table) => (table ? tableName(table - 1) : '－')),
				})),
			},
		};
	},
};
