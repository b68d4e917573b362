import { Container, Loading, Skeleton } from "@/lib/ui"

const ProviderLoading = () => (
  <Container className="py-6 sm:py-12">
    <Loading what="the portal">
      <div className="grid gap-6">
        <Skeleton className="h-11 w-full max-w-96" />
        <Skeleton className="h-12 w-full max-w-72" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-28 w-full" />
        <Skeleton className="h-28 w-full" />
      </div>
    </Loading>
  </Container>
)

export default ProviderLoading
