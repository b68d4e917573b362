import { Container, Loading, Skeleton } from "@/lib/ui"

const PurchaseLoading = () => (
  <Container className="py-12 sm:py-16">
    <Loading what="your purchase">
      <div className="grid gap-6 lg:max-w-[35rem]">
        <Skeleton className="h-12 w-3/4" />
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
        <Skeleton className="h-32" />
      </div>
    </Loading>
  </Container>
)

export default PurchaseLoading
