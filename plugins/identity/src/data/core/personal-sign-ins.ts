/** SQL of a person's rows of Medusa's auth module, with the bindings of `readBySql`. */

/** The person signs in to an account that is not a customer's with the same address: that account can't be erased here. */
export const SHARED_SIGN_IN = `
  SELECT 'You also use this email address for a ' || CASE key WHEN 'user_id' THEN 'staff' ELSE replace(key, '_id', '') END
      || ' account. Contact us to close it first.' AS sentence
  FROM auth_identity identity, jsonb_each_text(coalesce(identity.app_metadata, '{}'::jsonb))
  WHERE identity.id = ANY(:identities) AND identity.deleted_at IS NULL AND key LIKE '%\\_id' AND value <> ''
    AND key <> 'customer_id'`

export const SIGN_IN_ADDRESSES = `
  SELECT entity_id AS email, provider, created_at FROM provider_identity
  WHERE auth_identity_id = ANY(:identities) ORDER BY created_at`

export const IDENTITIES = `SELECT id FROM auth_identity WHERE id = ANY(:identities)`
