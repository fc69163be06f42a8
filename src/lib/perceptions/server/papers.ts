import type { SessionPage } from '../../gatherings/sessions/server/detail.ts';
import { leadOf } from '../../gatherings/sessions/server/papers/session-set.ts';
import { say } from '../../kernel/say.ts';
import { actorGroups } from '../../organisations/rules.ts';
import type { PaperPart } from '../../papers/server/kinds.ts';
import type { Tx } from '../../server/db.ts';
import { answers } from '../rules.ts';
import { listStatements } from './queries.ts';

const usual = 30;

/** Statements that are asked, in their order; those that wait for a look are not printed. */
async function askedOf(tx: Tx, operatorId: string, sessionId: string) {
	const rows = await listStatements(tx, { operatorId, sessionId });
	return rows
		.filter(({ state }) => state === 'accepted' || state === 'open' || state === 'closed')
		.map(({ number, text }, index) => ({ number: number ?? index + 1, text }));
}

/** 課題認識の回答用紙: numbered sheets without names, typed in one by one (enterSheet). */
export const ballotPart: PaperPart<SessionPage> = {
	name: 'ballots',
	title: 'perceptions_paper_title',
	hint: 'papers_part_ballots_hint',
	isUsual: true,
	copies: {
		label: 'papers_copies_ballots',
		suggested: (_tx, _actor, { session }) => Promise.resolve(session.seatsTaken || usual),
	},
	isThere: async (tx, { operatorId }, { session }) =>
		(await askedOf(tx, operatorId, session.id)).length > 0,
	async load({ tx, actor, subject, locale, copies, entry }) {
		const words = {
			title: say('perceptions_paper_title', locale),
			number: say('papers_ballot_number', locale),
			lead: say('perceptions_paper_lead', locale),
			position: say('perceptions_paper_position', locale),
			no: say('papers_ballot_no', locale),
			statement: say('perceptions_col_statement', locale),
			answers: answers.map((answer) => say(`perceptions_answer_${answer}`, locale)),
		};
		return {
			template: '/perceptions/papers/ballot.typ',
			data: {
				...{ words, lead: leadOf(subject, locale).slice(0, 2) },
				sheets: Math.max(copies, 1),
				positions: actorGroups.map((group) => say(`organisations_group_${group}`, locale)),
				statements: await askedOf(tx, actor.operatorId, subject.session.id),
				qr: (await entry?.qr({})) ?? '',
			},
		};
	},
};
