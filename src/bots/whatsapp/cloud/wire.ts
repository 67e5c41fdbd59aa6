/**
 * What Meta posts to us, as far as we read it. Everything is optional: types are added, fields
 * left out, and people with a user name have no phone number.
 */
export type CloudWebhook = { object?: unknown; entry?: { time?: unknown; changes?: Change[] }[] }

export type Change = { field?: string; value?: ChangeValue }

export type ChangeValue = {
  metadata?: { phone_number_id?: string }
  contacts?: WireContact[]
  messages?: WireMessage[]
  message_echoes?: (WireMessage & { to?: string; to_user_id?: string })[]
  statuses?: WireStatus[]
  /** Advertising, as they chose it in WhatsApp: `stop`, `resume`. */
  user_preferences?: WirePreference[]
} & TemplateChange

/** Of `message_template_status_update` and `template_category_update`. */
type TemplateChange = {
  event?: string
  message_template_name?: string
  message_template_language?: string
  message_template_category?: string
  reason?: string | null
  other_info?: { title?: string }
  new_category?: string
}

export type WirePreference = {
  wa_id?: string
  user_id?: string
  category?: string
  value?: string
  timestamp?: unknown
}

export type WireContact = {
  wa_id?: string
  user_id?: string
  profile?: { name?: string; username?: string }
}

export type WireMessage = {
  id?: string
  from?: string
  /** Business-scoped: it means something only to the accounts of one business. */
  from_user_id?: string
  group_id?: string
  type?: string
  context?: { id?: string }
  referral?: WireReferral
  text?: { body?: string }
  interactive?: {
    type?: string
    button_reply?: { id?: string; title?: string }
    list_reply?: { id?: string; title?: string }
    nfm_reply?: { body?: string }
  }
  button?: { payload?: string; text?: string }
  location?: { latitude?: unknown; longitude?: unknown; name?: string; address?: string }
  contacts?: { name?: { formatted_name?: string }; phones?: { phone?: string }[] }[]
  /** Without an emoji it was taken away again. */
  reaction?: { message_id?: string; emoji?: string }
  revoke?: { original_message_id?: string }
  edit?: { original_message_id?: string; message?: WireMessage }
  system?: {
    type?: string
    wa_id?: string
    new_wa_id?: string
    user_id?: string
    previous_user_id?: string
  }
} & { [Kind in 'image' | 'document' | 'audio' | 'video' | 'sticker']?: WireMedia }

export type WireMedia = { id?: string; mime_type?: string; filename?: string; caption?: string }

export type WireReferral = {
  source_type?: string
  source_id?: string
  source_url?: string
  ctwa_clid?: string
  headline?: string
  body?: string
}

export type WireStatus = {
  id?: string
  status?: string
  timestamp?: string
  recipient_id?: string
  recipient_user_id?: string
  pricing?: { billable?: boolean; category?: string; type?: string }
  errors?: { code?: number; title?: string; message?: string; error_data?: { details?: string } }[]
}
