import { fold } from '../../kernel/text.ts';

/** Where the value of a column goes: a field of the form, or a part from which a field is put together. */
export type Target = {
	field: string;
	/** Headings under which lists have it. The first one is the heading of our own templates and exports. */
	names: readonly string[];
	/** A heading that ends like this is taken when no heading fits exactly. */
	endings?: readonly string[];
	/** The field that this is a part of: 開始時間 is a part of the hours. Parts are not in our templates. */
	partOf?: string;
	/** Several columns may go here; their texts are put under each other. */
	joins?: true;
};

/** How a heading is compared: width, case, kana, spaces, line breaks, brackets and marks do not count. */
export function headingKey(text: string): string {
	return fold(text)
		.replace(/^#\s*/u, '')
		.replace(/^\(?\d{1,2}[.)]\s*/u, '')
		.replace(/【[^】]*】|\[[^\]]*\]|\((?:必須|任意|半角|全角|半角数字|全角かな)\)/gu, '')
		.replace(/[\s*※◎〇○●・:_/()「」『』-]/gu, '');
}

/** The same without what is in brackets: 電話番号（代表）. */
export function bareHeadingKey(text: string): string {
	return headingKey(fold(text).replace(/\([^)]*\)?/gu, ''));
}

/** 施設 → 施設名, 施設名称, 施設の名称. */
export function nameHeadings(...stems: string[]): string[] {
	return stems.flatMap((stem) => [`${stem}名`, `${stem}名称`, `${stem}の名称`]);
}

/** Headings that say nothing to us, but say that their row is the row of headings. */
export const plainHeadings: ReadonlySet<string> = new Set(
	[
		...[
			'NO',
			'No.',
			'№',
			'番号',
			'通番',
			'連番',
			'項番',
			'整理番号',
			'管理番号',
			'ID',
			'#property',
		],
		...['都道府県コード又は市区町村コード', '市区町村コード', '全国地方公共団体コード'],
		...['都道府県名', '市区町村名', '地方公共団体名', '都道府県', '市区町村', '市町村名', '区名'],
		...['POIコード', '内線番号', '連絡先内線番号', '画像', '画像_ライセンス', 'アクセス方法'],
		...['駐車場情報', '定員', '収容定員', '座標系', '標高', '事業所番号', '更新日', '最終更新日'],
		...[
			'名称_英語',
			'名称_通称',
			'説明_英語',
			'概要_英語',
			'種別',
			'種類',
			'分類',
			'区分',
			'所管課',
		],
		...['町字ID', '高度の種別', '高度の値', '性別', '生年月日', '年齢', '就任日', '任期', '病床数'],
		...['総人口', '男性', '女性', '世帯数', '調査年月日', '地域コード', '許可番号', '営業の種類'],
		...['SSID', '提供エリア', '設置者', '口径', '登録日', 'ライセンス', 'データ形式', '更新頻度'],
		...['capacity', 'service', 'targetChildren', 'object_type_xsd'],
	].map(headingKey),
);
