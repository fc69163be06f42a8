/**
 * typst, the program that sets papers, as far as it is used here. The package that chooses among the platforms is not
 * installed, because it wants packages that not every registry has; so the choice is made here.
 */
import { createRequire } from 'node:module';
import process from 'node:process';

type Compiled = {
	readonly result: { readonly numOfPages: number } | null;
	hasError(): boolean;
	takeError(): unknown;
};
export type Compiler = {
	compile(options: {
		mainFilePath: string;
		inputs: Record<string, string>;
		resetRead: boolean;
	}): Compiled;
	/** A file that is there for this compiler only. */
	mapShadow(path: string, content: Buffer): void;
	pdf(
		made: NonNullable<Compiled['result']>,
		options: { pdfStandard: string; creationTimestamp: number },
	): Buffer;
	evictCache(maxAge: number): void;
};
type Native = {
	NodeCompiler: {
		create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): Compiler;
	};
};

/** Papers cannot be made on this machine: typst is not there for its kind. */
export class NoTypst extends Error {}

const require = createRequire(import.meta.url);
const prefix = '@myriaddreamin/typst-ts-node-compiler';

/** By platform and processor; Linux comes in two kinds of C library. */
const platforms: Record<string, readonly string[]> = {
	'linux-x64': ['linux-x64-gnu', 'linux-x64-musl'],
	'linux-arm64': ['linux-arm64-gnu', 'linux-arm64-musl'],
	'darwin-x64': ['darwin-x64'],
	'darwin-arm64': ['darwin-arm64'],
	'win32-x64': ['win32-x64-msvc'],
	'win32-arm64': ['win32-arm64-msvc'],
};

export function openCompiler(workspace: string, fonts: string[]): Compiler {
	return native().NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fonts }] });
}

function native(): Native {
	for (const platform of platforms[`${process.platform}-${process.arch}`] ?? []) {
		try {
			// the cast is safe: the package is pinned, and papers' tests run it
			return require(`${prefix}-${platform}`) as Native;
		} catch (failure) {
			if (!isMissing(failure)) throw failure;
		}
	}
	throw new NoTypst(`typst for ${process.platform}-${process.arch} is not installed`);
}

function isMissing(failure: unknown): boolean {
	const code = failure instanceof Error && 'code' in failure ? failure.code : '';
	return code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED';
}
