import * as v from 'valibot';
import { id } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { importKinds } from './rules.ts';

const upload = v.object({ name: v.string(), content: v.instance(Uint8Array) });

export const ImportForm = v.object({
	kind: v.picklist(importKinds, 'imports_kind_missing' satisfies MessageKey),
	file: v.pipe(v.array(upload), v.length(1, 'imports_file_missing' satisfies MessageKey)),
});

export const ImportId = v.object({ id });
