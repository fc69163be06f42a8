import { and, eq, sql } from 'drizzle-orm';
import type { SessionPage } from '../../../gatherings/sessions/server/detail.ts';
import { listAttendances, listSignUps } from '../../../gatherings/sessions/server/people.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { sortKey } from '../../../kernel/kana.ts';
import type { Round } from '../../../methods/seating/seating.ts';
import type { ActorGroup } from '../../../organisations/rules.ts';
import { people } from '../../../people/server/tables.ts';
import type { Tx } from '../../../server/db.ts';
import { tableOf } from '../../rules.ts';
import { planOf } from '../queries.ts';
import { seatingGuests } from '../tables.ts';

/** Somebody on the papers of a session. */
export type PaperPerson = {
	name: string;
	/** As far as it is known. */
	kana: string;
	organisation: string;
	position: ActorGroup | '';
	/** How many come under this name; the others are counted, not named. */
	people: number;
	/** 卓番号 in each round; 0 where there is none. */
	tables: number[];
};

type Source = Omit<PaperPerson, 'tables' | 'kana'> & {
	personId: string | null;
	/** The guest of the seating plan. */
	guestId: string | undefined;
};

/** Who is expected or there, by 五十音 as far as readings are known, with their tables. */
export async function peopleOnPaper(
	tx: Tx,
	actor: Actor,
	page: SessionPage,
): Promise<PaperPerson[]> {
	const { operatorId } = actor;
	const signUps = await listSignUps(tx, actor, page);
	const attendances = await listAttendances(tx, actor, page);
	const guests = await tx
		.select()
		.from(seatingGuests)
		.where(
			and(eq(seatingGuests.operatorId, operatorId), eq(seatingGuests.sessionId, page.session.id)),
		);
	const rounds = (await planOf(tx, actor, page.session.id))?.rounds ?? [];
	const sources: Source[] = [
		...signUps
			.filter(({ state, way }) => state === 'confirmed' && way === 'hall')
			.map((one) => ({
				...{ name: one.name, organisation: one.organisationName, position: one.actorGroup },
				...{ people: one.people, personId: one.personId },
				guestId: guests.find(({ signupId, signupPart }) => signupId === one.id && signupPart === 0)
					?.id,
			})),
		...attendances
			.filter(({ signupId, name, way }) => signupId === null && name !== '' && way === 'hall')
			.map((one) => ({
				...{ name: one.name, organisation: one.organisationName, position: one.actorGroup },
				...{ people: one.people, personId: one.personId },
				guestId: guests.find(({ attendanceId }) => attendanceId === one.id)?.id,
			})),
		...guests
			.filter(({ signupId, attendanceId }) => signupId === null && attendanceId === null)
			.map((one) => ({
				...{ name: one.calledName, organisation: one.organisationName },
				...{ position: one.actorGroup, people: 1, personId: null, guestId: one.id },
			})),
	];
	const readings = await readingsOf(tx, operatorId, sources);
	return sources
		.map(({ personId, guestId, ...one }) => ({
			...one,
			kana: (personId && readings.get(personId)) || '',
			tables: rounds.map((round) => tableIn(round, guestId)),
		}))
		.map((one) => ({ one, key: sortKey(one.kana || one.name) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ one }) => one);
}

function tableIn(round: Round, guestId: string | undefined): number {
	return guestId ? tableOf(round, guestId) : 0;
}

async function readingsOf(
	tx: Tx,
	operatorId: string,
	sources: readonly Source[],
): Promise<Map<string, string>> {
	const ids = sources.flatMap(({ personId }) => personId ?? []);
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: people.id, kana: people.nameKana })
		.from(people)
		.where(and(eq(people.operatorId, operatorId), sql`${people.id} in ${ids}`));
	return new Map(rows.map(({ id, kana }) => [id, kana]));
}
