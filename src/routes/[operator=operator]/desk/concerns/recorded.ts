import { error } from '@sveltejs/kit';
import { recordReading } from '#lib/concerns/server/commands.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { say } from '#lib/kernel/say.ts';
import type { Context } from '#lib/server/command.ts';
import { statusOf } from '#lib/server/request.ts';

/** Writes down who opens a raw concern before its page reads it; a concern that does not exist for the reader is a 404. */
export async function recordReadingFor(context: Context, id: string): Promise<void> {
	try {
		await recordReading(context, id);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		error(statusOf(refusal), say(refusal.key));
	}
}
