/** Names of columns that may hold a person's name, address or text. */
export const PERSONAL_COLUMN =
  "(^|_)(e?mails?|recipient|phone|address(_1|_2)?|first_name|last_name|full_name|label|ip|customer|notes?|reason|" +
  "requirements|intake|answers?|payload|props|body|data|facts|context|execution|message|comment|input|output|before|" +
  "after|details|to|response|company(_name)?|landing_path|text|customer_name|entity_id|(user|app|provider)_metadata)$"
