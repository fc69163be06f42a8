import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { Work } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { recall, type RememberedMapping } from '../reading/memory.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import { headingKey } from '../vocabulary/targets.ts';
import { importMappings } from './tables.ts';

const looked = 100;

/** How lists of this kind were read before; asked with the headings of a list, answers with a field per column. */
export async function rememberedMappings(tx: Tx, actor: Actor, kind: ImportKind) {
	const mappings: RememberedMapping[] = await tx
		.select({ headings: importMappings.headings, fields: importMappings.fields })
		.from(importMappings)
		.where(and(eq(importMappings.operatorId, actor.operatorId), eq(importMappings.kind, kind)))
		.orderBy(desc(importMappings.confirmedAt))
		.limit(looked);
	return (headings: readonly string[]) => recall(headings, mappings, kind);
}

/** Remembers how this list was read; the next one with these headings is read the same way. */
export async function rememberMapping(
	{ tx, actor, now }: Work,
	kind: ImportKind,
	headings: readonly string[],
	targets: readonly (string | null)[],
): Promise<void> {
	const keys = headings.map(headingKey);
	const fields = targets.map((field) => field ?? '');
	const headingsSha256 = createHash('sha256').update(JSON.stringify(keys)).digest('hex');
	await tx
		.insert(importMappings)
		.values({
			...{ operatorId: actor.operatorId, kind, headingsSha256, headings: keys, fields },
			confirmedAt: now(),
		})
		.onConflictDoUpdate({
			target: [importMappings.operatorId, importMappings.kind, importMappings.headingsSha256],
			set: { fields, confirmedAt: now() },
		});
}
