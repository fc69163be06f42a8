import { createHash } from 'node:crypto';
import { boardOrRefuse } from '../../boards/server/queries.ts';
import type { AtBoard } from '../../boards/server/queries.ts';
import type { Actor } from '../../kernel/actor.ts';
import {
	conversationOf,
	DOTS_FROM,
	type Conversation,
} from '../../methods/opinion-map/opinion-map.ts';
import type { Tx } from '../../server/db.ts';
import { placeIn } from '../landscape.ts';
import type { Answer } from '../rules.ts';
import {
	givenFor,
	handsOf,
	keptPicture,
	listStatements,
	nextSheet,
	notesToChoose,
	ownAnswers,
	progressOf,
	shownPicture,
	type Where,
} from './queries.ts';

/** Everything that the facilitator works with. */
export async function workPage(tx: Tx, actor: Actor, sessionId: string) {
	const where = { operatorId: actor.operatorId, sessionId };
	const statements = await listStatements(tx, where);
	const shown = await shownPicture(tx, where);
	return {
		...{ statements, shown },
		columns: await notesToChoose(
			tx,
			where,
			statements.map(({ noteId }) => noteId),
		),
		progress: await progressOf(tx, where),
		hands: await handsOf(tx, where),
		nextSheet: await nextSheet(tx, where),
		maySeeVotes: (shown.picture?.people ?? 0) >= DOTS_FROM,
	};
}

const named = { 1: 'agree', 0: 'pass', '-1': 'disagree' } as const satisfies Record<number, Answer>;

/** What somebody in the hall is asked, with what they have answered. */
export async function ballotPage(tx: Tx, { board, participant }: AtBoard) {
	const where = { operatorId: board.operatorId, sessionId: board.sessionId };
	const statements = await listStatements(tx, where);
	const own = participant
		? await ownAnswers(tx, where.operatorId, participant.id)
		: new Map<string, -1 | 0 | 1>();
	return {
		open: statements.flatMap(({ id, number, text, state }) =>
			state === 'open' ? [{ id, number, text }] : [],
		),
		hasClosed: statements.some(({ state }) => state === 'closed'),
		own: Object.fromEntries([...own].map(([id, value]): [string, Answer] => [id, named[value]])),
	};
}

/** The picture for those in the hall; with 「あなたはここ」 only for whoever asks, from their own answers. */
export async function hallPicture(tx: Tx, { board, participant }: AtBoard, isAsked: boolean) {
	const where = { operatorId: board.operatorId, sessionId: board.sessionId };
	const shown = await shownPicture(tx, where);
	if (!isAsked || !participant) return { shown, you: undefined };
	const { picture } = await keptPicture(tx, where);
	const own = await ownAnswers(tx, where.operatorId, participant.id);
	return { shown, you: (picture && placeIn(picture, own)) ?? undefined };
}

/** For links: which statements of a board can be answered, and whether there is a picture. */
export async function hallLinks(tx: Tx, actor: Actor, boardId: string) {
	const board = await boardOrRefuse(tx, actor, boardId);
	const where = { operatorId: actor.operatorId, sessionId: board.sessionId };
	const states = (await listStatements(tx, where)).map(({ state }) => state);
	return { isOpen: states.includes('open'), isClosed: states.includes('closed') };
}

/**
 * The answers in the open-data form, as far as they are in the picture: people in an order that tells nothing of when they
 * came, without positions. Only from so many people on that one among them is not found.
 */
export async function openData(tx: Tx, where: Where): Promise<Conversation> {
	const found = await givenFor(tx, where);
	const statements = await listStatements(tx, where);
	const asked = statements.filter(({ state }) => state === 'closed');
	const number = new Map(asked.map((statement) => [statement.id, String(statement.number ?? 0)]));
	const answers = found?.given.answers ?? [];
	const counted = found?.given.before?.counted ?? {};
	const people = new Set(answers.map(({ voter }) => voter)).size;
	const ballots = answers.flatMap(({ voter, statement, value, seq }) =>
		people < DOTS_FROM || seq > (counted[statement] ?? -1)
			? []
			: [{ person: scattered(voter), statement: number.get(statement) ?? '', vote: value }],
	);
	return conversationOf(ballots, {
		statements: asked.map((statement) => ({
			...{ id: number.get(statement.id) ?? '', text: statement.text, isOut: false },
		})),
	});
}

const scattered = (voter: string) => createHash('sha256').update(voter).digest('hex');
