import { Container, Loading, Skeleton } from "@/lib/ui"

const AffiliateLoading = () => (
  <Container className="py-10 sm:py-14">
    <Loading what="your affiliate page">
      <div className="grid gap-10">
        <Skeleton className="h-11 w-full max-w-md" />
        <Skeleton className="h-24 w-full max-w-2xl" />
        <Skeleton className="h-36 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </Loading>
  </Container>
)

export default AffiliateLoading
