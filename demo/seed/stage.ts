import type { Actor, Grant, PersonActor } from '#lib/kernel/actor.ts';
import { uuidV7 } from '#lib/kernel/ids.ts';
import type { ActorGroup } from '#lib/organisations/rules.ts';
import type { Context } from '#lib/server/command.ts';
import type { Database, Tx } from '#lib/server/db.ts';
import type { Days } from './days.ts';
import { randomFor, type Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Somebody of the demo region, as an actor who grows with roles and organisations. */
export type Player = { name: string; actor: PersonActor };

export type Command<T> = (context: Context, raw: unknown) => Promise<T>;

/** One operator's part of the demo region while it is being told. */
export type Stage = {
	operatorId: string;
	name: string;
	timeline: Timeline;
	days: Days;
	database: Database;
	/** Where scans are kept. */
	dataFolder: string;
	/** Fewer concerns, for tests that have little time. */
	isSmall: boolean;
	/** The installation itself. */
	system: Actor;
	/** Somebody without an account. */
	anyone: Actor;
	players: Map<string, Player>;
	/** Areas by name; a name of two areas is the one that residents are asked about. */
	areas: Map<string, string>;
	organisations: Map<string, string>;
	/** 立場 of each organisation. */
	positions: Map<string, ActorGroup>;
	/** What stories leave for one another, by key: issues, forums, sessions, platforms. */
	made: Map<string, string>;
	/**
	 * De-identified texts that were published and wait for their issue, by its key; under `behind:` and the
	 * key those that stand behind it.
	 */
	voices: Map<string, string[]>;
};

type Common = Pick<Stage, 'timeline' | 'days' | 'database' | 'dataFolder' | 'isSmall'>;

export function openStage(operatorId: string, name: string, common: Common): Stage {
	return {
		...common,
		operatorId,
		name,
		system: { kind: 'system', operatorId, task: 'demo' },
		anyone: { kind: 'anyone', operatorId },
		players: new Map(),
		areas: new Map(),
		organisations: new Map(),
		positions: new Map(),
		made: new Map(),
		voices: new Map(),
	};
}

const idBytes: Random = randomFor('ids');

/** An id of this moment; its random part falls the same way in every run. */
export function newIdAt(moment: Date): string {
	return uuidV7(moment, idBytes.bytes(10));
}

/** Somebody does something now, by the room's own command. */
export async function act<T>(
	stage: Stage,
	command: Command<T>,
	who: Player | Actor,
	input: Record<string, unknown>,
): Promise<T> {
	stage.timeline.tick(20);
	return command(contextOf(stage, who), input);
}

export function contextOf({ timeline, database }: Stage, who: Player | Actor): Context {
	const moment = timeline.now();
	return {
		database,
		actor: 'actor' in who ? who.actor : who,
		now: () => moment,
		newId: () => newIdAt(moment),
	};
}

/** Reads with the eyes of the installation. */
export function look<T>(stage: Stage, work: (tx: Tx) => Promise<T>): Promise<T> {
	return stage.database.as(stage.system, work);
}

export function player(stage: Stage, key: string): Player {
	const found = stage.players.get(key);
	if (!found) throw new Error(`nobody in ${stage.name} is called ${key}`);
	return found;
}

/** The person of an organisation. */
export function speaker(stage: Stage, organisation: string): Player {
	return player(stage, `org:${organisation}`);
}

export function areaOf(stage: Stage, name: string): string {
	const found = stage.areas.get(name);
	if (!found) throw new Error(`${stage.name} has no area ${name}`);
	return found;
}

export function organisationOf(stage: Stage, name: string): string {
	const found = stage.organisations.get(name);
	if (!found) throw new Error(`${stage.name} has no organisation ${name}`);
	return found;
}

export function madeOf(stage: Stage, key: string): string {
	const found = stage.made.get(key);
	if (!found) throw new Error(`nothing was made for ${key} in ${stage.name} yet`);
	return found;
}

/** From the moment of a command on, the player holds what it gave. */
export function endow(
	one: Player,
	grants: readonly Grant[],
	represents: readonly string[] = [],
): void {
	one.actor = {
		...one.actor,
		grants: [...one.actor.grants, ...grants],
		represents: [...one.actor.represents, ...represents],
	};
}
