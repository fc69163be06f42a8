/** 法人格 as written before or after a name; longer forms first where one contains another. */
const WRITTEN = [
	'(?:認定|仮認定|特例認定)?特定非営利活動法人',
	'(?:認定|仮認定|特例認定)?(?:NPO|N\\.P\\.O\\.|エヌピーオー)\\s?法人',
	'社会福祉法人',
	'(?:一般|公益|特例)?(?:社団|財団)法人',
	'社会医療法人(?:社団|財団)?',
	'医療法人(?:社団|財団)?',
	'(?:準)?学校法人',
	'宗教法人',
	'更生保護法人',
	'(?:地方)?独立行政法人',
	'(?:国立|公立)大学法人',
	'(?:税理士|弁護士|司法書士|行政書士|社会保険労務士)法人',
	'農事組合法人',
	'企業組合',
	'労働者協同組合',
	'(?:株式|有限|合同|合資|合名|相互)会社',
	'\\((?:株|有|同|資|名|福|社福|社|財|一社|公社|一財|公財|特非|非|NPO|NPO法人|医|学|宗|独|労|一般社団|公益社団|一般財団|公益財団)\\)',
].join('|');

const SPOKEN = [
	'(?:ニンテイ)?トクテイヒエイリ(?:カツドウ)?ホウジン',
	'(?:ニンテイ)?(?:エヌピーオー|NPO)ホウジン',
	'シャカイフクシホウジン',
	'(?:イッパン|コウエキ)?(?:シャダン|ザイダン)ホウジン',
	'シャカイイリョウホウジン(?:シャダン|ザイダン)?',
	'イリョウホウジン(?:シャダン|ザイダン)?',
	'(?:ジュン)?ガッコウホウジン',
	'シュウキョウホウジン',
	'コウセイホゴホウジン',
	'(?:チホウ)?ドクリツギョウセイホウジン',
	'(?:コクリツ|コウリツ)ダイガクホウジン',
	'ロウドウシャキョウドウクミアイ',
	'カブシキガイシャ',
	'ユウゲンガイシャ',
	'(?:ゴウドウ|ゴウシ|ゴウメイ|ソウゴ)ガイシャ',
].join('|');

const FORM = `(?:${WRITTEN}|${SPOKEN})`;
const IN_FRONT = new RegExp(`^(?:${FORM}[\\s・]*)+(?=\\S)`, 'iu');
const BEHIND = new RegExp(`(?<=\\S)(?:[\\s・]*${FORM})+$`, 'iu');

/**
 * The name without 法人格 in front or behind, in any width: 社会福祉法人墨田会 → 墨田会, きずな㈱ →
 * きずな. A name that is nothing but its legal form stays. The rest comes back in NFC as written
 * when no form was found, else in NFKC.
 */
export function stripLegalForm(name: string): string {
	const plain = name.normalize('NFKC').trim();
	const stripped = plain.replace(IN_FRONT, '').replace(BEHIND, '');
	if (stripped === plain || stripped === '') return name.trim();
	return stripped;
}
