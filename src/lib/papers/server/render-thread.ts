/** A thread of its own for the heavy part: gets an order, gives the PDF, ends. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { coverage, fontFamilies, fontFiles } from './fonts.ts';
import { printable } from './printable.ts';
import type { Pdf, PdfOrder } from './render.ts';
import { NoTypst, openCompiler } from './typst.ts';

export type Answer = { pdf: Pdf } | { isMissing: boolean; why: string };

/** Templates lie in their rooms and name each other from here. */
const workspace = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../templates/main.typ', import.meta.url));

function render({ order, seconds }: { order: PdfOrder; seconds: number }): Answer {
	try {
		const { title, author, common, parts } = order;
		const texts = { title, author, common, data: parts.map((part) => part.data) };
		const { data, missing } = printable(texts, coverage());
		const templates = parts.map(({ template }) => template);
		const compiler = openCompiler(workspace, fontFiles());
		const given = { ...data, templates, language: order.language, fonts: fontFamilies };
		for (const { name, content } of order.pictures ?? [])
			compiler.mapShadow(join(workspace, 'pictures', name), Buffer.from(content));
		const made = compiler.compile({
			mainFilePath: main,
			inputs: { data: JSON.stringify(given) },
			resetRead: true,
		});
		if (made.hasError() || !made.result) return refused(made.takeError());
		const { result } = made;
		const content = compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: seconds });
		// the memory of typst belongs to the whole process and would outlive this thread
		compiler.evictCache(0);
		return { pdf: { content: new Uint8Array(content), pages: result.numOfPages, missing } };
	} catch (failure) {
		if (failure instanceof NoTypst) return { isMissing: true, why: failure.message };
		return refused(failure);
	}
}

/** What typst says may quote the document; a log gets it without the quotations. */
function refused(failure: unknown): Answer {
	const said = failure instanceof Error ? failure.message : JSON.stringify(diagnostics(failure));
	const quoteless = said.replace(/`.*`/gs, '…').slice(0, 1_000);
	return { isMissing: false, why: `typst refused a paper: ${quoteless}` };
}

function diagnostics(failure: unknown): unknown {
	const isTold = typeof failure === 'object' && failure !== null && 'shortDiagnostics' in failure;
	return isTold ? failure.shortDiagnostics : [];
}

parentPort?.postMessage(render(workerData));
