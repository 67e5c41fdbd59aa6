import { businessName } from '../business/business-name.ts'
import type { Deps } from '../deps.ts'
import type { VoucherSheet } from '../documents/documents.ts'
import { inTransaction } from '../in-transaction.ts'
import type { FileRef } from '../messages/message.ts'
import { tell } from '../messages/tell.ts'
import { postPaperSales } from './post-paper-sales.ts'
import { findSheet, markPrinted, type SheetRow, vouchersOfBatch } from './print-queries.ts'

export type SheetForm = 'a4' | 'thermal58' | 'xlsx'

type PrintDeps = Pick<Deps, 'db' | 'now' | 'wake' | 'files' | 'documents'>

/**
 * Effect `batch.print`: the sheets of a ready batch, to who made it. From then on its codes are
 * on paper and are not sold in chat. `again`: one form once more, to who asked.
 */
export async function printBatch(
  deps: PrintDeps,
  { batchId, again }: { batchId: number; again?: { form: SheetForm; conversationId: number } },
) {
  const batch = await findSheet(deps.db, batchId)
  if (!batch || batch.state !== 'ready' || (batch.printed_at && !again)) return
  // Before its codes are drawn: none may be sold in chat between the two.
  if (again) await putOnPaper(deps, batchId)
  const sheet = await sheetOf(deps, batchId, batch)
  const files: FileRef[] = []
  for (const form of again ? [again.form] : (['a4', 'thermal58', 'xlsx'] as const)) {
    files.push(await drawSheet(deps, sheet, form))
  }
  await inTransaction(deps, async (deps) => {
    const isFirst = await putOnPaper(deps, batchId)
    // Another run of this effect was faster.
    if (!isFirst && !again) return
    const conversationId = again?.conversationId ?? batch.conversation_id
    if (conversationId === null) return
    const { number } = batch
    for (const file of files) {
      await tell(deps, conversationId, { code: 'batch.file', details: { number, file } })
    }
  })
}

/** True the first time. */
function putOnPaper(deps: Pick<Deps, 'db' | 'now' | 'wake'>, batchId: number): Promise<boolean> {
  return inTransaction(deps, async (deps) => {
    const printed = await markPrinted(deps.db, { batchId, at: deps.now() })
    await postPaperSales(deps, printed?.sold ?? [])
    return printed !== undefined
  })
}

async function sheetOf(
  deps: Pick<Deps, 'db'>,
  batchId: number,
  batch: SheetRow,
): Promise<VoucherSheet> {
  const vouchers = await vouchersOfBatch(deps.db, batchId)
  const [first] = vouchers
  return {
    layout: 'a4',
    language: batch.language ?? 'id',
    business: await businessName(deps),
    network: batch.network,
    batch: batch.number,
    package: batch.package,
    priceRupiah: first?.price_rupiah ?? 0,
    onlineSeconds: first?.online_seconds ?? null,
    calendarSeconds: first?.calendar_seconds ?? null,
    dataBytes: first?.data_bytes ?? null,
    loginUrl: batch.login_url,
    vouchers: vouchers.map(({ code, password, state }) => ({ code, password, state })),
  }
}

async function drawSheet(
  { documents, files }: Pick<Deps, 'documents' | 'files'>,
  sheet: VoucherSheet,
  form: SheetForm,
): Promise<FileRef> {
  const { batch } = sheet
  const file =
    form === 'xlsx'
      ? { name: `${batch}.xlsx`, mime: XLSX, bytes: await documents.voucherWorkbook(sheet) }
      : {
          name: form === 'a4' ? `${batch}.pdf` : `${batch}-58mm.pdf`,
          mime: 'application/pdf',
          bytes: await documents.voucherSheet({ ...sheet, layout: form }),
        }
  const { name, mime, bytes } = file
  const key = `batches/${name}`
  await files.put(key, bytes)
  return { key, name, mime }
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
