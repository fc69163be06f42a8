import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../kernel/actor.ts';
import { Refusal, type MessageKey } from '../kernel/refusal.ts';
import type { Operator } from '../operators/rules.ts';
import { say } from '../kernel/say.ts';
import { m } from '../paraglide/messages.js';
import { application, newId, now, publicPages } from './application.ts';
import { diskWasFull } from './availability.ts';
import type { Context } from './command.ts';
import type { Tx } from './db.ts';
import { diskIsFull } from './disk.ts';

/** From a request to what commands and queries take. */
export function contextOf(event: RequestEvent, idempotencyKey?: string): Context {
	return { database: application().database, actor: actorOf(event), now, newId, idempotencyKey };
}

export function actorOf(event: RequestEvent): Actor {
	const { actor } = event.locals;
	if (!actor) error(404, m.refusal_not_found());
	return actor;
}

export function operatorOf(event: RequestEvent): Operator {
	const { operator } = event.locals;
	if (!operator) error(404, m.refusal_not_found());
	return operator;
}

/** An address below the operator of this request: `at(event, '/concerns')`. */
export function at(event: RequestEvent, path: string): string {
	return `/${operatorOf(event).slug}${path}`;
}

/**
 * Reads for a page, in one transaction. A record that does not exist and one that this actor may not see
 * are the same page: 404. A page that needs signing in first leads a visitor there.
 */
export async function read<T>(
	event: RequestEvent,
	query: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<T> {
	const actor = actorOf(event);
	try {
		return await application().database.as(actor, (tx) => query(tx, actor));
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		error(statusOf(refusal), say(refusal.key));
	}
}

/** For pages of staff or members: a visitor is led to sign in and back; anybody else sees a page that does not exist. */
export function requireActor(event: RequestEvent, allowed: (actor: Actor) => boolean): Actor {
	const actor = actorOf(event);
	if (allowed(actor)) return actor;
	if (actor.kind === 'anyone') {
		const { pathname, search } = event.url;
		// an answer's headers are read only so far: who looked for a whole letter comes back to the page itself
		const back = pathname + (search.length > 2_000 ? '' : search);
		redirect(303, at(event, `/sign-in?next=${encodeURIComponent(back)}`));
	}
	error(404, m.refusal_not_found());
}

export function statusOf(refusal: Refusal): 403 | 404 | 409 | 422 {
	return ({ 'not-allowed': 403, 'not-found': 404, 'not-now': 409, 'not-valid': 422 } as const)[
		refusal.code
	];
}

export type UploadedFile = { name: string; content: Uint8Array };
export type FormValues = Record<string, string | string[]>;
/** What a page gets back as `form` after a refusal: the input kept, and each problem beside its field. */
export type RefusedForm = {
	/** The action that was refused, for pages with several forms. */
	action: string;
	message: string;
	problems: { field: string; text: string }[];
	values: FormValues;
};

type ActOptions<T> = {
	/** Where to go afterwards: a path below the operator, or a full path when it begins with `/` + the slug. */
	then: (result: T, event: RequestEvent) => string;
	/** The text shown there, `done_…`. */
	done?: MessageKey & `done_${string}`;
	/** Fields that may come several times (check boxes). */
	many?: readonly string[];
	/** Fields that carry a file. */
	files?: readonly string[];
	/** Input that is not in the form: ids from the address. Wins over fields of the same name. */
	also?: (event: RequestEvent) => Record<string, unknown>;
};

const secretFields = new Set(['password', 'newPassword', 'currentPassword', 'code']);

/**
 * Turns a command into a form action: reads the form, runs the command once per `once` token, redirects
 * with 303, or answers 403/404/409/422 with the input kept; 507 while there is no room to keep anything.
 */
export function act<T>(
	change: (context: Context, input: unknown) => Promise<T>,
	options: ActOptions<T>,
): (event: RequestEvent) => Promise<ReturnType<typeof fail<RefusedForm>>> {
	return async (event) => {
		const { input, values, once } = await readForm(event, options.many ?? [], options.files ?? []);
		if (await diskIsFull(application().config.dataFolder)) return noRoom(event, values);
		let result: T;
		try {
			result = await change(contextOf(event, once), { ...input, ...options.also?.(event) });
		} catch (refusal) {
			if (diskWasFull(refusal)) return noRoom(event, values);
			if (!(refusal instanceof Refusal)) throw refusal;
			return refusedForm(event, refusal, values);
		}
		// who wrote must find it on the next page; other processes hear of it a moment later
		publicPages()?.drop(operatorOf(event).id);
		redirect(303, withDone(event, options.then(result, event), options.done));
	};
}

/** The disk is full: what was written stays on the page. */
function noRoom(event: RequestEvent, values: FormValues) {
	return refusedForm(event, new Refusal('not-now', 'refusal_disk_full'), values, 507);
}

/** The answer to a form that was refused. */
export function refusedForm(
	event: RequestEvent,
	refusal: Refusal,
	values: FormValues,
	status: number = statusOf(refusal),
) {
	return fail(status, {
		action: event.url.search.startsWith('?/')
			? (event.url.search.slice(2).split('&')[0] ?? '')
			: '',
		message: say(refusal.key),
		problems: refusal.problems.map(({ field, message }) => ({ field, text: say(message) })),
		values,
	} satisfies RefusedForm);
}

/** Adds the text to show on the next page. */
export function withDone(event: RequestEvent, path: string, done: string | undefined): string {
	const full = path.startsWith(`/${operatorOf(event).slug}`) ? path : at(event, path);
	if (!done) return full;
	const [beforeFragment, fragment] = full.split('#');
	const joined = `${beforeFragment}${beforeFragment?.includes('?') ? '&' : '?'}done=${done}`;
	return fragment ? `${joined}#${fragment}` : joined;
}

/** Reads a form: single fields as text, `many` fields as lists, `files` as name and content. */
export async function readForm(
	event: RequestEvent,
	many: readonly string[],
	files: readonly string[],
): Promise<{ input: Record<string, unknown>; values: FormValues; once: string | undefined }> {
	const data = await formOf(event);
	const input: Record<string, unknown> = {};
	const values: FormValues = {};
	for (const name of new Set(data.keys())) {
		if (name === 'once') continue;
		if (files.includes(name)) {
			input[name] = await uploads(data.getAll(name));
			continue;
		}
		// PostgreSQL keeps no NUL, and no keyboard has one
		const texts = data
			.getAll(name)
			.filter((value) => typeof value === 'string')
			.map((text) => text.replaceAll('\0', ''));
		const value = many.includes(name) ? texts : (texts[0] ?? '');
		input[name] = value;
		if (!secretFields.has(name)) values[name] = value;
	}
	for (const name of many) input[name] ??= [];
	for (const name of files) input[name] ??= [];
	const once = data.get('once');
	// a token that no form of ours made is none
	const isToken = typeof once === 'string' && /^[\w-]{8,80}$/.test(once);
	return { input, values, once: isToken ? once : undefined };
}

/** The form of a request; one that was cut off or was never a form is the sender's mistake, not ours. */
export async function formOf(event: Pick<RequestEvent, 'request'>): Promise<FormData> {
	try {
		return await event.request.formData();
	} catch (failure) {
		if (failure instanceof TypeError) error(400, m.refusal_not_valid());
		throw failure;
	}
}

/** Empty file inputs arrive as files without a name and without content: they are no file. */
async function uploads(entries: (string | File)[]): Promise<UploadedFile[]> {
	const chosen = entries.filter(
		(entry): entry is File => typeof entry !== 'string' && entry.size > 0,
	);
	return Promise.all(
		chosen.map(async (file) => ({
			name: file.name,
			content: new Uint8Array(await file.arrayBuffer()),
		})),
	);
}
