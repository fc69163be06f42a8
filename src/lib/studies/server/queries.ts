import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import { maySignUp } from '../../gatherings/sessions/rules.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { VagueDate } from '../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { listFiles, type StoredFile } from '../../server/files.ts';
import { matches } from '../../server/search.ts';
import {
	isShown,
	isStudy,
	mayKeep,
	materialKinds,
	phaseOf,
	type MaterialKind,
	type QuestionState,
} from '../rules.ts';
import { studyMaterials, studyQuestions } from './tables.ts';
import { studiesReadBy } from './visible.ts';

const sessionOfMaterial = and(
	eq(sessions.operatorId, studyMaterials.operatorId),
	eq(sessions.id, studyMaterials.sessionId),
);
const sessionOfQuestion = and(
	eq(sessions.operatorId, studyQuestions.operatorId),
	eq(sessions.id, studyQuestions.sessionId),
);

const material = {
	id: studyMaterials.id,
	kind: studyMaterials.kind,
	title: studyMaterials.title,
	address: studyMaterials.address,
	text: studyMaterials.text,
	source: studyMaterials.source,
};
const question = {
	id: studyQuestions.id,
	phase: studyQuestions.phase,
	state: studyQuestions.state,
	text: studyQuestions.text,
	answer: studyQuestions.answer,
	answerer: studyQuestions.answerer,
	askedAt: studyQuestions.askedAt,
	answeredAt: studyQuestions.answeredAt,
};

export type Material = {
	id: string;
	kind: MaterialKind;
	title: string;
	address: string;
	text: string;
	source: string;
	files: Pick<StoredFile, 'id' | 'name' | 'bytes'>[];
};
export type Question = {
	id: string;
	phase: (typeof studyQuestions.$inferSelect)['phase'];
	state: QuestionState;
	text: string;
	answer: string;
	answerer: string;
	askedAt: Date;
	answeredAt: Date | null;
};

export type StudyPage = Pick<SessionInScope, 'session' | 'forum'> & {
	materials: Material[];
	questions: Question[];
	/** The reader runs it: everything that was sent in is there too. */
	keeps: boolean;
	/** Before the report is published: who runs it, the staff, and who signed up. */
	readsContent: boolean;
	mayAsk: boolean;
};

/** One 勉強会 with what it left behind, as far as this actor reads it. At most four statements and those of the session. */
export async function studyPage(tx: Tx, actor: Actor, id: string): Promise<StudyPage> {
	const { session, forum, scope, isInvited } = await sessionOrRefuse(tx, actor, id);
	if (!isStudy(session)) throw new Refusal('not-found', 'refusal_not_found');
	const keeps = mayKeep(actor, scope);
	const readsContent = await reads(tx, actor, id);
	return {
		...{ session, forum, keeps, readsContent },
		materials: readsContent ? await materialsOf(tx, actor, id) : [],
		questions: readsContent ? await questionsOf(tx, actor, id, keeps) : [],
		mayAsk:
			phaseOf(session.state) !== undefined &&
			maySignUp(actor, { audience: session.audience, isInvited }),
	};
}

async function reads(tx: Tx, actor: Actor, id: string): Promise<boolean> {
	const found = await tx
		.select({ id: sessions.id })
		.from(sessions)
		.where(and(studiesReadBy(actor), eq(sessions.id, id)));
	return found.length > 0;
}

/** The same for those who run it; nobody else finds it. */
export async function studyWork(tx: Tx, actor: Actor, id: string): Promise<StudyPage> {
	const page = await studyPage(tx, actor, id);
	if (!page.keeps) throw new Refusal('not-found', 'refusal_not_found');
	return page;
}

async function materialsOf(tx: Tx, actor: Actor, sessionId: string): Promise<Material[]> {
	const rows = await tx
		.select(material)
		.from(studyMaterials)
		.where(
			and(eq(studyMaterials.operatorId, actor.operatorId), eq(studyMaterials.sessionId, sessionId)),
		)
		.orderBy(asc(studyMaterials.sortKey), asc(studyMaterials.id))
		.limit(200);
	const files = await listFiles(
		tx,
		actor.operatorId,
		'material',
		rows.flatMap(({ id, kind }) => (kind === 'file' ? [id] : [])),
	);
	return rows.map((row) => ({
		...row,
		files: files
			.filter(({ subjectId }) => subjectId === row.id)
			.map(({ id, name, bytes }) => ({ id, name, bytes })),
	}));
}

async function questionsOf(
	tx: Tx,
	actor: Actor,
	sessionId: string,
	keeps: boolean,
): Promise<Question[]> {
	const rows = await tx
		.select(question)
		.from(studyQuestions)
		.where(
			and(eq(studyQuestions.operatorId, actor.operatorId), eq(studyQuestions.sessionId, sessionId)),
		)
		.orderBy(asc(studyQuestions.askedAt), asc(studyQuestions.id))
		.limit(500);
	return rows.filter(({ state }) => keeps || isShown(state));
}

/** The file of a material that this actor may read. */
export async function materialFileOrRefuse(
	tx: Tx,
	actor: Actor,
	{ sessionId, fileId }: { sessionId: string; fileId: string },
): Promise<StoredFile> {
	const { materials } = await studyPage(tx, actor, sessionId);
	const owner = materials.find(({ files }) => files.some(({ id }) => id === fileId));
	const files = owner ? await listFiles(tx, actor.operatorId, 'material', [owner.id]) : [];
	const found = files.find(({ id }) => id === fileId);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

type OfSession = { sessionId: string; sessionTitle: string; theme: string; when: VagueDate };
const ofSession = {
	sessionId: sessions.id,
	sessionTitle: sessions.title,
	theme: sessions.theme,
	when: sessions.heldWhen,
};

export type ShelfRow = OfSession & Pick<Material, 'id' | 'kind' | 'title' | 'source'>;

const isStudySession = eq(sessions.kind, 'study');

function aboutTheme({ filters }: ListRequest): SQL | undefined {
	return filters.theme ? eq(sessions.theme, filters.theme) : undefined;
}

/** 学びの棚: every material that this actor may read, 五十音順 or by the day of its 勉強会. Two statements. */
export async function listShelf(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<ShelfRow>> {
	const kind = materialKinds.find((known) => known === request.filters.kind);
	const wanted = and(
		studiesReadBy(actor),
		isStudySession,
		aboutTheme(request),
		kind && eq(studyMaterials.kind, kind),
		matches(studyMaterials.searchText, request.q),
	);
	const turn = request.descending ? desc : asc;
	const rows = await tx
		.select({
			...{ id: studyMaterials.id, kind: studyMaterials.kind, title: studyMaterials.title },
			...{ source: studyMaterials.source, ...ofSession },
		})
		.from(studyMaterials)
		.innerJoin(sessions, sessionOfMaterial)
		.where(wanted)
		.orderBy(
			turn(request.sort === 'held' ? sessions.whenSort : studyMaterials.sortKey),
			asc(studyMaterials.sortKey),
			asc(studyMaterials.id),
		)
		.limit(request.size)
		.offset(offsetOf(request));
	const [counted] = await tx
		.select({ total: count() })
		.from(studyMaterials)
		.innerJoin(sessions, sessionOfMaterial)
		.where(wanted);
	return { rows, total: counted?.total ?? 0, request };
}

export type QuestionRow = OfSession & Pick<Question, 'id' | 'text' | 'state' | 'answerer'>;

/** The questions of all 勉強会 that this actor may read, the newest first. Two statements. */
export async function listStudyQuestions(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<QuestionRow>> {
	const state = (['open', 'answered'] as const).find((known) => known === request.filters.state);
	const wanted = and(
		studiesReadBy(actor),
		isStudySession,
		aboutTheme(request),
		state ? eq(studyQuestions.state, state) : inArray(studyQuestions.state, ['open', 'answered']),
		matches(studyQuestions.searchText, request.q),
	);
	const turn = request.descending ? desc : asc;
	const rows = await tx
		.select({
			...{ id: studyQuestions.id, text: studyQuestions.text, state: studyQuestions.state },
			...{ answerer: studyQuestions.answerer, ...ofSession },
		})
		.from(studyQuestions)
		.innerJoin(sessions, sessionOfQuestion)
		.where(wanted)
		.orderBy(turn(studyQuestions.askedAt), turn(studyQuestions.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const [counted] = await tx
		.select({ total: count() })
		.from(studyQuestions)
		.innerJoin(sessions, sessionOfQuestion)
		.where(wanted);
	return { rows, total: counted?.total ?? 0, request };
}

/** The themes of the 勉強会 that this actor reads, for the filters of both lists. */
export async function studyThemes(
	tx: Tx,
	actor: Actor,
): Promise<{ value: string; label: string }[]> {
	const rows = await tx
		.selectDistinct({ theme: sessions.theme })
		.from(sessions)
		.where(and(studiesReadBy(actor), isStudySession, sql`${sessions.theme} <> ''`))
		.orderBy(asc(sessions.theme))
		.limit(200);
	return rows.map(({ theme }) => ({ value: theme, label: theme }));
}

export type OwnQuestion = Pick<Question, 'id' | 'text' | 'state'> & {
	sessionId: string;
	sessionTitle: string;
};

/** What this person asked lately: for the own page, where the answer is found. */
export function ownQuestions(tx: Tx, actor: Actor): Promise<OwnQuestion[]> {
	if (actor.kind !== 'person') return Promise.resolve([]);
	return tx
		.select({
			...{ id: studyQuestions.id, text: studyQuestions.text, state: studyQuestions.state },
			...{ sessionId: sessions.id, sessionTitle: sessions.title },
		})
		.from(studyQuestions)
		.innerJoin(sessions, sessionOfQuestion)
		.where(
			and(
				eq(studyQuestions.operatorId, actor.operatorId),
				eq(studyQuestions.askedBy, actor.personId),
			),
		)
		.orderBy(desc(studyQuestions.askedAt), asc(studyQuestions.id))
		.limit(5);
}
