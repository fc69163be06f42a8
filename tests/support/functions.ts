import type { Actor } from '#lib/kernel/actor.ts';
import { addFunction, nameGap } from '#lib/functions/server/commands.ts';
import { context } from './database.ts';

export async function aFunction(
	actor: Actor,
	name: string,
	face: { description?: string; words?: string } = {},
): Promise<string> {
	const { id } = await addFunction(context(actor), { name, ...face });
	return id;
}

export async function aGap(
	actor: Actor,
	functionId: string,
	form: Record<string, string> = {},
): Promise<string> {
	const gap = { functionId, standing: 'missing', text: '夜に頼れるところがない', ...form };
	const { id } = await nameGap(context(actor), gap);
	return id;
}
